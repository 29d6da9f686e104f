package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;

/** Runs the calls of one composite request in their order, each with what it refers to. */
final class CompositeRun {

  private final Endpoint router;
  private final ApiCall call;
  private final Transaction transaction;
  private final References references = new References();

  CompositeRun(Endpoint router, ApiCall call, Transaction transaction) {
    this.router = router;
    this.call = call;
    this.transaction = transaction;
  }

  ArrayNode run(List<Subrequest> subrequests) {
    ArrayNode answers = Json.array();
    subrequests.forEach(subrequest -> answers.add(answer(subrequest)));
    return answers;
  }

  static SalesforceError halted() {
    return new SalesforceError(
        "PROCESSING_HALTED",
        "The transaction was rolled back since another operation in the same transaction failed.");
  }

  private ObjectNode answer(Subrequest subrequest) {
    SandboxResponse response = response(subrequest);
    JsonNode body = Subcall.body(response);
    if (response.status() < 300) {
      references.answered(subrequest.referenceId(), body);
    } else {
      references.failed(subrequest.referenceId());
    }
    ObjectNode answer = Json.object();
    answer.set("body", body);
    ObjectNode headers = answer.putObject("httpHeaders");
    String location = response.headers().get("Location");
    if (location != null) {
      headers.put("Location", location);
    }
    return answer
        .put("httpStatusCode", response.status())
        .put("referenceId", subrequest.referenceId());
  }

  private SandboxResponse response(Subrequest subrequest) {
    Subcall resolved;
    try {
      resolved =
          new Subcall(
              subrequest.method(),
              references.resolve(subrequest.url()),
              subrequest.headers(),
              references.resolve(subrequest.body()));
    } catch (SalesforceError unresolved) {
      return call.viewer().error(unresolved);
    }
    return resolved.run(router, call, transaction);
  }
}
