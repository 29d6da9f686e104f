package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Set;

/** The body of a request that opens a job, checked member by member. */
final class JobRequest {

  private final ObjectNode body;

  JobRequest(ObjectNode body, Set<String> known) {
    this.body = body;
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new SalesforceError("JSON_PARSER_ERROR", "Unrecognized field '" + name + "'");
              }
            });
    if (!text("contentType", "CSV").equals("CSV")) {
      throw new SalesforceError(
          "UNSUPPORTEDCONTENTTYPE",
          "UnsupportedContentType : Unsupported content type: " + text("contentType", ""));
    }
  }

  String text(String name, String otherwise) {
    JsonNode value = body.path(name);
    return value.isMissingNode() || value.isNull() ? otherwise : value.asText();
  }

  String oneOf(String name, Set<String> known) {
    String value = text(name, "");
    if (!known.contains(value)) {
      throw IngestJobs.invalid(name + " must be one of " + known + ", not '" + value + "'");
    }
    return value;
  }

  CsvDialect dialect() {
    return new CsvDialect(text("columnDelimiter", "COMMA"), text("lineEnding", "LF"));
  }
}
