package io.fieldbridge.sandbox.salesforce.schema;

import java.util.List;
import java.util.Map;

/** A refusal with Salesforce's error code, and the HTTP status that goes with it. */
public final class SalesforceError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Integer> STATUS =
      Map.of(
          "NOT_FOUND", 404,
          "ENTITY_IS_DELETED", 404,
          "METHOD_NOT_ALLOWED", 405,
          "INVALID_SESSION_ID", 401,
          "INVALID_AUTH_HEADER", 401,
          "REQUEST_LIMIT_EXCEEDED", 403,
          "UNKNOWN_EXCEPTION", 500,
          "SERVER_UNAVAILABLE", 503);

  private final String code;
  private final List<String> fields;

  public SalesforceError(String code, String message, String... fields) {
    super(message, null, false, false);
    this.code = code;
    this.fields = List.of(fields);
  }

  /** The {@code errorCode}; called {@code statusCode} in items of collections. */
  public String code() {
    return code;
  }

  /** The names of the fields that are to blame; may be empty. */
  public List<String> fields() {
    return fields;
  }

  /** The HTTP status of a request that fails as a whole. */
  public int status() {
    return STATUS.getOrDefault(code, 400);
  }
}
