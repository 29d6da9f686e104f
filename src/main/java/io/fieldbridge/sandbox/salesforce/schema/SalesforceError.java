package io.fieldbridge.sandbox.salesforce.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal with Salesforce's error code, and the HTTP status that goes with it. */
public final class SalesforceError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("NOT_FOUND", 404),
          Map.entry("ENTITY_IS_DELETED", 404),
          Map.entry("METHOD_NOT_ALLOWED", 405),
          Map.entry("UNSUPPORTED_API_VERSION", 410),
          Map.entry("UNSUPPORTED_MEDIA_TYPE", 415),
          Map.entry("INVALID_SESSION_ID", 401),
          Map.entry("INVALID_AUTH_HEADER", 401),
          Map.entry("INVALID_OPERATION_WITH_EXPIRED_PASSWORD", 401),
          Map.entry("API_DISABLED_FOR_ORG", 403),
          Map.entry("API_CURRENTLY_DISABLED", 403),
          Map.entry("INSUFFICIENT_ACCESS", 403),
          Map.entry("REQUEST_LIMIT_EXCEEDED", 403),
          Map.entry("STORAGE_LIMIT_EXCEEDED", 403),
          Map.entry("APEX_ERROR", 500),
          Map.entry("UNKNOWN_EXCEPTION", 500),
          Map.entry("SERVER_UNAVAILABLE", 503));

  private final String code;
  private final List<String> fields;
  private final transient Map<String, JsonNode> details = new LinkedHashMap<>();
  private final transient List<SalesforceError> others = new ArrayList<>();

  public SalesforceError(String code, String message, String... fields) {
    super(message, null, false, false);
    this.code = code;
    this.fields = List.of(fields);
  }

  /** Adds a member to the error's JSON. */
  public SalesforceError with(String name, JsonNode detail) {
    details.put(name, detail);
    return this;
  }

  /** Adds errors that the same record has as well. */
  public SalesforceError with(List<SalesforceError> more) {
    others.addAll(more);
    return this;
  }

  /** The {@code errorCode}; called {@code statusCode} in items of collections. */
  public String code() {
    return code;
  }

  /** The names of the fields that are to blame; may be empty. */
  public List<String> fields() {
    return fields;
  }

  /** Further members of the error's JSON. */
  public Map<String, JsonNode> details() {
    return details;
  }

  /** This error and those that came with it. */
  public List<SalesforceError> all() {
    List<SalesforceError> all = new ArrayList<>(List.of(this));
    all.addAll(others);
    return all;
  }

  /** The HTTP status of a request that fails as a whole. */
  public int status() {
    return STATUS.getOrDefault(code, 400);
  }
}
