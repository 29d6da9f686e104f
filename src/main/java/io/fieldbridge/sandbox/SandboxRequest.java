package io.fieldbridge.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire, with its body already read (and unpacked where it was
 * gzip). {@code path} and {@code query} are raw, that is still percent-encoded; {@code query} is
 * empty where there is none. Header names are in lower case, the first value of each is kept.
 *
 * @param upload the file that a large body was put into, where the system asked for that ({@link
 *     SandboxSystem#uploadMax}); {@code body} is empty then. It is gone after the answer, unless
 *     the system moved it. Else null.
 */
public record SandboxRequest(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    byte[] body,
    Path upload) {

  /** A request whose body is in memory. */
  public SandboxRequest(
      String method, String path, String query, Map<String, String> headers, byte[] body) {
    this(method, path, query, headers, body, null);
  }

  /** The decoded parts of the path between slashes; empty parts are left out. */
  public List<String> segments() {
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> decode(part.replace("+", "%2B")))
        .toList();
  }

  /** The decoded parameters of the query, in their order; the last of several wins. */
  public Map<String, String> parameters() {
    return form(query);
  }

  /** The body as form fields ({@code application/x-www-form-urlencoded}). */
  public Map<String, String> formFields() {
    return form(text());
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value of a header, by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The same request with another method, for vendors that know a method override. */
  public SandboxRequest withMethod(String other) {
    return new SandboxRequest(other, path, query, headers, body, upload);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
