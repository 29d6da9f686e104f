package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A call inside another call, with nothing left to resolve. */
record Subcall(String method, String url, Map<String, String> headers, JsonNode body) {

  /** Runs the call; a refusal becomes its answer. */
  SandboxResponse run(Endpoint router, ApiCall outer, Transaction open) {
    try {
      return router.answer(DataApi.subcall(request(outer), outer, open));
    } catch (SalesforceError refused) {
      return outer.viewer().error(refused);
    }
  }

  private SandboxRequest request(ApiCall outer) {
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    String query = mark < 0 ? "" : url.substring(mark + 1);
    Map<String, String> all = new HashMap<>(outer.request().headers());
    all.putAll(headers);
    byte[] bytes = body.isNull() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    return new SandboxRequest(
        method, path.contains("%") ? path : path.replace(" ", "%20"), query, all, bytes);
  }

  /** The body of an answer; null where it has none. */
  static JsonNode body(SandboxResponse response) {
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
