package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.SandboxRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * One part of a batch: its call, the id that its answer bears (null where none was sent), the group
 * with which it stands or falls (null for none), and the ids of the parts that must succeed first.
 */
record BatchPart(JsonNode id, ApiCall call, String group, Set<String> after) {

  /**
   * The call of a part, whose URL is relative to the API root.
   *
   * @throws VendorException where the URL cannot be read
   */
  static ApiCall call(
      ApiCall batch, String method, String url, Map<String, String> headers, byte[] body) {
    String relative = relative(batch, url);
    int question = relative.indexOf('?');
    String path = question < 0 ? relative : relative.substring(0, question);
    SandboxRequest request =
        new SandboxRequest(
            method, path, question < 0 ? "" : relative.substring(question + 1), headers, body);
    try {
      request.segments();
      request.parameters();
    } catch (IllegalArgumentException escape) {
      throw VendorException.url("The URL '" + request.path() + "' cannot be read.");
    }
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return new ApiCall(request, batch.root(), decoded, batch.arrived());
  }

  private static String relative(ApiCall batch, String url) {
    String below = url;
    if (url.startsWith(batch.root())) {
      below = url.substring(batch.root().length());
    } else if (url.startsWith("/") && url.contains("/api/")) {
      String root = batch.root().replaceFirst("^https?://[^/]+", "");
      below = url.startsWith(root) ? url.substring(root.length()) : url;
    }
    return below.replaceFirst("^/", "");
  }
}
