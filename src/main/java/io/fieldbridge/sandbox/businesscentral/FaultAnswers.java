package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.FaultCatalog;
import io.fieldbridge.sandbox.FaultCatalog.Kind;
import io.fieldbridge.sandbox.Faults;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The vendor's answers under armed faults. */
final class FaultAnswers {

  private static final Set<String> WRITES = Set.of("create", "update", "delete", "action");

  private static final List<Kind> KINDS =
      List.of(
          Kind.ofRequests("unauthorized", "401 Authentication_InvalidCredentials"),
          Kind.ofRequests("throttled", "429 Application_TooManyRequests, with Retry-After"),
          Kind.ofRequests("unavailable", "503 as JSON, with Retry-After"),
          Kind.ofRequests("tenant-unavailable", "400 Internal_TenantUnavailable"),
          Kind.ofRequests("deadlock", "409 Internal_ServerError, deadlocked, nothing is done"),
          Kind.ofRequests("deadlock-dialog", "400 Application_DialogException, deadlocked"),
          Kind.ofRequests("deadlock-committed", "409 deadlocked, although the work is done")
              .onlyOn(WRITES),
          Kind.ofRequests("entity-changed", "Request_EntityChanged, with staleStatus"),
          Kind.ofRequests("partial-result", "every second part of a $batch is answered 503, undone")
              .onlyOn(Set.of("batch")));

  private static final String DEADLOCK =
      "The operation could not complete because a record was locked by another user: the transaction was deadlocked. Please retry the activity.";

  private FaultAnswers() {}

  /** What can be armed: sets, navigations and actions as the schema has them. */
  static FaultCatalog catalog(Schema schema) {
    Set<String> objects = new HashSet<>(Set.of("token"));
    Set<String> operations = new HashSet<>(WRITES);
    operations.addAll(List.of("login", "query", "batch"));
    for (EntityType type : schema.types()) {
      objects.add(type.set());
      objects.addAll(type.navigations().keySet());
      operations.addAll(type.actions());
    }
    return FaultCatalog.with(KINDS, objects, operations);
  }

  static SandboxResponse of(Fault fault, Switches switches) {
    return switch (fault.fault()) {
      case "unauthorized" -> unauthorized();
      case "throttled" ->
          Faults.waiting(
              fault,
              VendorError.answer(429, "Application_TooManyRequests", "Too many requests reached."));
      case "unavailable" ->
          Faults.waiting(
              fault, VendorError.answer(503, "Unknown", "The service is temporarily unavailable."));
      case "tenant-unavailable" ->
          VendorError.answer(
              400, "Internal_TenantUnavailable", "The tenant is not mounted at the moment.");
      case "deadlock", "deadlock-committed" ->
          VendorError.answer(409, "Internal_ServerError", DEADLOCK);
      case "deadlock-dialog" -> VendorError.answer(400, "Application_DialogException", DEADLOCK);
      case "entity-changed" -> VendorError.answer(WriteEndpoint.entityChanged(switches));
      default -> VendorError.answer(500, "Internal_ServerError", "An unexpected error occurred.");
    };
  }

  /** A batch of which every second part is not done. */
  static SandboxResponse partial(
      List<BatchEndpoint.Part> parts, Function<List<BatchEndpoint.Part>, SandboxResponse> work) {
    List<BatchEndpoint.Part> done =
        IntStream.range(0, parts.size()).filter(at -> at % 2 == 0).mapToObj(parts::get).toList();
    SandboxResponse refusal =
        VendorError.answer(503, "Unknown", "The service is temporarily unavailable.");
    ArrayNode answers = Json.array();
    Iterator<JsonNode> answered = responses(work.apply(done)).iterator();
    for (int at = 0; at < parts.size(); at++) {
      if (at % 2 == 1) {
        answers.add(BatchEndpoint.json(parts.get(at), refusal));
      } else if (answered.hasNext()) {
        answers.add(answered.next());
      }
    }
    return BatchEndpoint.answered(answers);
  }

  private static JsonNode responses(SandboxResponse batch) {
    try {
      return Json.MAPPER.readTree(batch.body()).path("responses");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static SandboxResponse unauthorized() {
    return VendorError.answer(
            401,
            "Authentication_InvalidCredentials",
            "The server has rejected the client credentials.")
        .with("WWW-Authenticate", "Bearer");
  }
}
