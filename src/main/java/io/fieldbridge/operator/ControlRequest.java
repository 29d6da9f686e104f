package io.fieldbridge.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator asks, taken apart.
 *
 * @param method GET or POST
 * @param path the segments below {@code /control}, decoded
 * @param query the raw query, or the empty string
 * @param body what was sent, or the empty string
 */
record ControlRequest(String method, List<String> path, String query, String body) {

  static final String ROOT = "/control";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  ControlRequest {
    path = List.copyOf(path);
  }

  static ControlRequest of(String method, String rawPath, String query, String body) {
    String below = rawPath.startsWith(ROOT) ? rawPath.substring(ROOT.length()) : rawPath;
    List<String> path = new ArrayList<>();
    for (String segment : below.split("/")) {
      if (!segment.isEmpty()) {
        path.add(decoded(segment));
      }
    }
    return new ControlRequest(method, path, query, body);
  }

  /** Method and path in the form that routes are told by: {@code GET messages/*}. */
  String shape(int... variable) {
    List<String> shape = new ArrayList<>(path);
    for (int segment : variable) {
      if (segment < shape.size()) {
        shape.set(segment, "*");
      }
    }
    return method + " " + String.join("/", shape);
  }

  Optional<String> parameter(String name) {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
        return Optional.of(decoded(pair.substring(equals + 1)).strip())
            .filter(value -> !value.isEmpty());
      }
    }
    return Optional.empty();
  }

  /**
   * The body as a JSON object; an empty one where nothing was sent.
   *
   * @throws ControlRefusedException when it is anything else
   */
  JsonNode json() {
    try {
      JsonNode tree = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      throw ControlRefusedException.malformed(
          "The body is no JSON, line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage());
    }
    throw ControlRefusedException.malformed("The body has to be a JSON object, such as {}.");
  }

  /**
   * The segment as a message's id.
   *
   * @throws ControlRefusedException when it is none
   */
  long id(int segment) {
    try {
      return Long.parseLong(path.get(segment));
    } catch (NumberFormatException e) {
      throw ControlRefusedException.malformed(
          "'" + path.get(segment) + "' is no message id; expected a whole number.");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ControlRefusedException.malformed("'" + text + "' is not encoded as a URL has to be.");
    }
  }
}
