package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    SandboxResponse response;
    try {
      response = router.answer(resolved(subrequest));
    } catch (SalesforceError refused) {
      response = call.viewer().error(refused);
    }
    JsonNode body = body(response);
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

  private ApiCall resolved(Subrequest subrequest) {
    String url = references.resolve(subrequest.url());
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    String query = mark < 0 ? "" : url.substring(mark + 1);
    Map<String, String> headers = new HashMap<>(call.request().headers());
    headers.putAll(subrequest.headers());
    byte[] body = bytes(references.resolve(subrequest.body()));
    SandboxRequest request =
        new SandboxRequest(subrequest.method(), encoded(path), query, headers, body);
    return DataApi.subcall(request, call, transaction);
  }

  private static String encoded(String path) {
    return path.contains("%") ? path : path.replace(" ", "%20");
  }

  private static byte[] bytes(JsonNode body) {
    return body.isNull() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode body(SandboxResponse response) {
    if (response.body().length == 0) {
      return NullNode.instance;
    }
    try {
      return Json.MAPPER.readTree(new String(response.body(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException ours) {
      throw new UncheckedIOException(ours);
    }
  }
}
