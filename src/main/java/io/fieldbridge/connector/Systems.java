package io.fieldbridge.connector;

import io.fieldbridge.model.RemoteRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which system plays which role, and the door to each.
 *
 * @param roles role (crm, fsm, erp) to system name
 * @param connectors system name to connector
 */
public record Systems(Map<String, String> roles, Map<String, Connector> connectors) {

  public Systems {
    roles = Map.copyOf(roles);
    connectors = Map.copyOf(connectors);
  }

  /** The system that plays the role. */
  public String system(String role) {
    String system = roles.get(role);
    if (system == null) {
      throw new IllegalArgumentException(
          "No system plays the role '" + role + "'; configured roles: " + roles.keySet());
    }
    return system;
  }

  public Connector connector(String system) {
    Connector connector = connectors.get(system);
    if (connector == null) {
      throw new IllegalArgumentException(
          "No connector for '" + system + "'; configured: " + connectors.keySet());
    }
    return connector;
  }

  public Connector role(String role) {
    return connector(system(role));
  }

  /** The system at the other end of every pair. */
  public String other(String system) {
    return system.equals(system("erp")) ? system("crm") : system("erp");
  }

  /** The direction in which a change of this system travels. */
  public String direction(String sourceSystem) {
    return sourceSystem.equals(system("erp")) ? "to-crm" : "to-erp";
  }

  /** Whether somebody else than our user wrote the record last; false where nobody can tell. */
  public boolean lastWrittenByAnother(RemoteRecord record) {
    String ours = connector(record.ref().system()).integrationUser();
    return !ours.isEmpty() && !record.modifiedBy().isEmpty() && !record.modifiedBy().equals(ours);
  }

  /** The same systems, whose calls the calling thread's {@link Trial} takes note of. */
  public Systems observed() {
    Map<String, Connector> observed = new HashMap<>();
    connectors.forEach((name, connector) -> observed.put(name, new ObservedConnector(connector)));
    return new Systems(roles, observed);
  }

  public Collection<Connector> all() {
    return connectors.values();
  }
}
