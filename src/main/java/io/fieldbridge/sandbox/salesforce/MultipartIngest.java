package io.fieldbridge.sandbox.salesforce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens, fills and closes an ingest job by one form of the parts {@code job} and {@code content}.
 */
record MultipartIngest(Endpoint jobs) implements Endpoint {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "^multipart/form-data;.*boundary=\"?([^\";]{1,70})", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART =
      Pattern.compile("(?s)^.*?\\bname=\"(job|content)\".*?\r?\n\r?\n(.*)$");
  private static final int JOB_CHARACTERS_MAX = 20_000;

  @Override
  public SandboxResponse answer(ApiCall call) {
    String type = call.request().header("Content-Type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    boolean whole = call.method().equals("POST") && call.path().equals(List.of("jobs", "ingest"));
    return whole && boundary.find() ? answer(call, boundary.group(1)) : jobs.answer(call);
  }

  private SandboxResponse answer(ApiCall call, String boundary) {
    Map<String, byte[]> parts = parts(call.request().body(), boundary);
    byte[] job = parts.get("job");
    if (job == null || !parts.containsKey("content") || job.length > JOB_CHARACTERS_MAX) {
      throw new SalesforceError(
          "INVALIDJOB",
          "InvalidJob : The form needs a part job of at most 20000 characters and a part content");
    }
    String id = read(jobs.answer(as(call, "POST", job, null))).path("id").asText();
    Path upload = stored(parts.get("content"));
    jobs.answer(as(call, "PUT", new byte[0], upload, id, "batches"));
    byte[] closed = "{\"state\":\"UploadComplete\"}".getBytes(ISO_8859_1);
    return jobs.answer(as(call, "PATCH", closed, null, id));
  }

  private static Map<String, byte[]> parts(byte[] body, String boundary) {
    Map<String, byte[]> parts = new HashMap<>();
    String text = "\n" + new String(body, ISO_8859_1);
    for (String piece : text.split("\r?\n--" + Pattern.quote(boundary), -1)) {
      Matcher part = PART.matcher(piece);
      if (part.matches()) {
        parts.put(part.group(1), part.group(2).getBytes(ISO_8859_1));
      }
    }
    return parts;
  }

  private static ApiCall as(
      ApiCall call, String method, byte[] body, Path upload, String... further) {
    Map<String, String> headers = new HashMap<>(call.request().headers());
    headers.put("content-type", upload == null ? "application/json" : "text/csv");
    String path = call.request().path() + "/" + String.join("/", further);
    SandboxRequest request = new SandboxRequest(method, path, "", headers, body, upload);
    return DataApi.subcall(request, call, call.open());
  }

  private static Path stored(byte[] content) {
    try {
      return Files.write(Files.createTempFile("sandbox-upload", ".tmp"), content);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static JsonNode read(SandboxResponse answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
