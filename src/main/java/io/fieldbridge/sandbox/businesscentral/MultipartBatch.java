package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A batch as {@code multipart/mixed}, which OData 4.0 defines and generic clients send. A change
 * set stands or falls as a whole.
 */
final class MultipartBatch {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([^\";]{1,70})\"?", Pattern.CASE_INSENSITIVE);
  private static final String ANSWER_BOUNDARY = "batchresponse_sandbox";
  private static final String END = "\r\n";

  private MultipartBatch() {}

  static boolean isMeant(ApiCall batch) {
    return batch.request().header("content-type").orElse("").startsWith("multipart/mixed");
  }

  static List<BatchPart> read(ApiCall batch) {
    List<BatchPart> parts = new ArrayList<>();
    String type = batch.request().header("content-type").orElse("");
    int groups = 0;
    for (Message outer : messages(batch.request().text(), type)) {
      String contentType = outer.headers().getOrDefault("content-type", "");
      if (contentType.startsWith("multipart/mixed")) {
        String group = "changeset-" + groups++;
        for (Message inner : messages(outer.body(), contentType)) {
          parts.add(part(batch, inner, group));
        }
      } else {
        parts.add(part(batch, outer, null));
      }
    }
    return parts;
  }

  static SandboxResponse write(List<BatchPart> parts, List<SandboxResponse> answers) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < answers.size(); ) {
      String group = parts.get(index).group();
      text.append("--").append(ANSWER_BOUNDARY).append(END);
      if (group == null || answers.get(index).status() >= 400) {
        append(text, parts.get(index), answers.get(index++));
        while (group != null && index < answers.size() && group.equals(parts.get(index).group())) {
          index++;
        }
        continue;
      }
      String boundary = "changesetresponse_" + group;
      text.append("Content-Type: multipart/mixed; boundary=").append(boundary).append(END + END);
      while (index < answers.size() && group.equals(parts.get(index).group())) {
        text.append("--").append(boundary).append(END);
        append(text, parts.get(index), answers.get(index++));
      }
      text.append("--").append(boundary).append("--").append(END);
    }
    text.append("--").append(ANSWER_BOUNDARY).append("--").append(END);
    return SandboxResponse.text(
        200, "multipart/mixed; boundary=" + ANSWER_BOUNDARY, text.toString());
  }

  private record Message(Map<String, String> headers, String body) {}

  private static List<Message> messages(String text, String contentType) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw VendorException.badRequest("The content type of the batch names no boundary.");
    }
    List<Message> messages = new ArrayList<>();
    String[] pieces = ("\n" + text).split("\r?\n--" + Pattern.quote(matcher.group(1)), -1);
    for (int index = 1; index < pieces.length && !pieces[index].startsWith("--"); index++) {
      messages.add(message(pieces[index].replaceFirst("^[ \t]*\r?\n", "")));
    }
    return messages;
  }

  private static Message message(String text) {
    String[] halves = text.split("\r?\n\r?\n", 2);
    Map<String, String> headers = new HashMap<>();
    halves[0]
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line ->
                headers.put(
                    line.substring(0, line.indexOf(':')).trim().toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).trim()));
    return new Message(headers, halves.length > 1 ? halves[1] : "");
  }

  private static BatchPart part(ApiCall batch, Message message, String group) {
    String[] lines = message.body().split("\r?\n", 2);
    String[] words = lines[0].trim().split(" +");
    if (words.length < 2) {
      throw VendorException.badRequest("A part of the batch has no request line.");
    }
    Message request = message(lines.length > 1 ? lines[1] : "");
    String id = message.headers().get("content-id");
    JsonNode shown =
        id == null ? Json.MAPPER.nullNode() : Json.MAPPER.getNodeFactory().textNode(id);
    byte[] body = request.body().trim().getBytes(StandardCharsets.UTF_8);
    return new BatchPart(
        shown,
        BatchPart.call(batch, words[0].toUpperCase(Locale.ROOT), words[1], request.headers(), body),
        group,
        Set.of());
  }

  private static void append(StringBuilder text, BatchPart part, SandboxResponse answer) {
    text.append("Content-Type: application/http").append(END);
    text.append("Content-Transfer-Encoding: binary").append(END);
    if (!part.id().isNull()) {
      text.append("Content-ID: ").append(part.id().asText()).append(END);
    }
    text.append(END).append("HTTP/1.1 ").append(answer.status()).append(" Status").append(END);
    answer
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append(END));
    text.append("Content-Length: ").append(answer.body().length).append(END).append(END);
    text.append(new String(answer.body(), StandardCharsets.UTF_8)).append(END);
  }
}
