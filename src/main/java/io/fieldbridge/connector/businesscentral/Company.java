package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The configured company, looked up by name once; never the first one there is. Thread-safe. */
final class Company {

  private final BusinessCentralSettings.Address address;
  private final BusinessCentralPageReader pages;
  private String id = "";

  Company(BusinessCentralSettings.Address address, BusinessCentralPageReader pages) {
    this.address = address;
    this.pages = pages;
  }

  /**
   * The company's id.
   *
   * @throws SystemUnavailableException when no company, or more than one, has the configured name
   */
  synchronized String id() {
    if (id.isEmpty()) {
      id = lookUp();
    }
    return id;
  }

  /**
   * Where a set of the company is, relative to the API's root, as a batch wants it; with a slash
   * before it where it is on the extension's route, where no batch reaches.
   */
  String path(String set) {
    return (Extension.has(set) ? "/" : "") + "companies(" + id() + ")/" + set;
  }

  /** Where one record is; its id must be a GUID. */
  String entity(RecordRef ref) {
    try {
      return path(ref.object()) + "(" + Literal.guid(ref.id()) + ")";
    } catch (IllegalArgumentException noGuid) {
      throw new ContractException(
          Reason.of(
              "not-an-id",
              "'" + ref.id() + "' is no id of Business Central " + ref.object() + ".",
              "Use the record's id, a GUID, not its number."),
          noGuid);
    }
  }

  URI uri(String relative) {
    return relative.startsWith("/")
        ? URI.create(Extension.root(address.apiRoot()) + relative)
        : URI.create(address.apiRoot() + "/" + relative);
  }

  private String lookUp() {
    List<String> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    pages.read(
        Call.get(uri("companies")).onTerms("schema", Throttle.Priority.LIVE),
        "companies",
        page -> {
          for (ObjectNode company : page.rows()) {
            names.add(company.path("name").asText());
            if (isMeant(company)) {
              found.add(company.path("id").asText());
            }
          }
          return true;
        });
    if (found.size() == 1) {
      return Literal.guid(found.get(0));
    }
    throw new SystemUnavailableException(
        Reason.of(
            found.isEmpty() ? "company-not-found" : "company-ambiguous",
            "The environment '"
                + address.environment()
                + "' has "
                + (found.isEmpty() ? "no company '" : "several companies '")
                + address.company()
                + "', but "
                + String.join(", ", names)
                + ".",
            "Set the company to one of these names, or to its id."),
        null);
  }

  private boolean isMeant(ObjectNode company) {
    String wanted = address.company();
    return wanted.equalsIgnoreCase(company.path("id").asText())
        || wanted.equals(company.path("name").asText())
        || wanted.equals(company.path("displayName").asText());
  }
}
