package io.fieldbridge.flow;

import io.fieldbridge.connector.Systems;
import io.fieldbridge.mapping.Contract;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Endpoint;

/**
 * What has to agree between a step, the start of its route and the contract of the flow: objects,
 * directions, flows, fields and actions.
 */
final class FlowRules {

  /** The actions that post a document; a connector that brings others adds them here. */
  private static final Set<String> ACTIONS = Set.of("shipAndInvoice", "post", "postAndSend");

  private final Endpoint start;

  /**
   * @param start how the route begins
   */
  FlowRules(Endpoint start) {
    this.start = start;
  }

  /** What is wrong with the step in this route. Steps that are wrong by themselves pass. */
  Optional<RouteFault> step(Endpoint step) {
    if (step instanceof InboxEndpoint inbox && start instanceof SyncEndpoint changes) {
      return contract(inbox.engine(), inbox.getName())
          .flatMap(contract -> intake(changes, inbox, contract));
    }
    return step instanceof SyncEndpoint sync ? delivery(sync) : Optional.empty();
  }

  private static Optional<Contract> contract(Engine engine, String flow) {
    return engine.contracts().find(flow);
  }

  private static Optional<RouteFault> intake(
      SyncEndpoint changes, InboxEndpoint inbox, Contract contract) {
    Systems systems = inbox.engine().systems();
    if (!systems.roles().containsKey(changes.getSystem())) {
      return Optional.empty();
    }
    String system = systems.system(changes.getSystem());
    String object = changes.getRoot() == null ? changes.getObject() : changes.getRootObject();
    if (contract.systems().contains(system) && !contract.object(system).equals(object)) {
      return wrong(
          "inbox:%s takes changes of %s, not of '%s'"
              .formatted(contract.flow(), contract.object(system), object),
          "Name that object in sync:changes (rootObject, for a part), or another flow");
    }
    String direction = systems.direction(system);
    if (!direction.equals(inbox.getDirection())) {
      return wrong(
          "changes of %s go %s, not '%s'".formatted(system, direction, inbox.getDirection()),
          "Say direction=" + direction);
    }
    return Optional.empty();
  }

  private Optional<RouteFault> delivery(SyncEndpoint sync) {
    Optional<Contract> contract =
        start instanceof InboxEndpoint inbox
            ? contract(inbox.engine(), inbox.getName())
            : Optional.empty();
    return switch (sync.getVerb()) {
      case "write" -> contract.flatMap(own -> write(sync, own));
      case "post" -> post(sync);
      case "refresh" -> refresh(sync, contract);
      default -> Optional.empty();
    };
  }

  private static Optional<RouteFault> write(SyncEndpoint sync, Contract contract) {
    Systems systems = sync.engine().systems();
    if (!systems.roles().containsKey(sync.getSystem()) || sync.getObject() == null) {
      return Optional.empty();
    }
    String system = systems.system(sync.getSystem());
    Set<String> objects = new TreeSet<>();
    if (contract.systems().contains(system)) {
      objects.add(contract.object(system));
      objects.addAll(contract.parts(system).values());
    }
    return objects.isEmpty() || objects.contains(sync.getObject())
        ? Optional.empty()
        : wrong(
            "the contract %s knows no object '%s' in %s, only %s"
                .formatted(contract.flow(), sync.getObject(), system, objects),
            "Correct the object, or add it to 'key' or 'parts' of the contract");
  }

  private static Optional<RouteFault> post(SyncEndpoint sync) {
    return sync.getAction() == null || ACTIONS.contains(sync.getAction())
        ? Optional.empty()
        : wrong(
            "sync:post knows no action '" + sync.getAction() + "'",
            "Say one of " + new TreeSet<>(ACTIONS));
  }

  private static Optional<RouteFault> refresh(SyncEndpoint sync, Optional<Contract> own) {
    if (sync.getFlow() != null && contract(sync.engine(), sync.getFlow()).isEmpty()) {
      return wrong(
          "sync:refresh names the flow '" + sync.getFlow() + "', which has no contract",
          "Name a flow of mappings/");
    }
    return own.filter(
            contract -> sync.getField() != null && !contract.fieldNames().contains(sync.getField()))
        .flatMap(
            contract ->
                wrong(
                    "the contract %s has no field '%s'".formatted(contract.flow(), sync.getField()),
                    "Name the field that refers to the other record"));
  }

  private static Optional<RouteFault> wrong(String what, String advice) {
    return Optional.of(new RouteFault(0, what, advice));
  }
}
