package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code $batch}. With snapshot isolation a refused part takes back all of them, although the parts
 * before it still report their success: so does the real thing.
 */
final class BatchEndpoint {

  private static final int PARTS_MAX = 100;

  private final Environment environment;
  private final ApiRoute route;

  BatchEndpoint(Environment environment, ApiRoute route) {
    this.environment = environment;
    this.route = route;
  }

  /** Reads the parts of a batch, in their order. */
  static List<BatchPart> parts(ApiCall batch) {
    List<BatchPart> parts =
        MultipartBatch.isMeant(batch) ? MultipartBatch.read(batch) : JsonBatch.read(batch);
    if (parts.size() > PARTS_MAX) {
      throw new VendorException(
          500,
          "Internal_ServerError",
          "The batch holds %d operations, the limit is %d.".formatted(parts.size(), PARTS_MAX));
    }
    return parts;
  }

  SandboxResponse answer(ApiCall batch, List<BatchPart> parts) {
    return written(batch, parts, answers(batch, parts));
  }

  /** Answers a batch of which every second part is not done, as a fault wants it. */
  SandboxResponse partial(ApiCall batch, List<BatchPart> parts) {
    List<BatchPart> done =
        IntStream.range(0, parts.size()).filter(at -> at % 2 == 0).mapToObj(parts::get).toList();
    List<SandboxResponse> answered = answers(batch, done);
    List<SandboxResponse> answers = new ArrayList<>();
    for (int at = 0; at < parts.size() && at / 2 < answered.size(); at++) {
      answers.add(
          at % 2 == 0
              ? answered.get(at / 2)
              : VendorError.answer(503, "Unknown", "The service is temporarily unavailable."));
    }
    return written(batch, parts, answers);
  }

  private List<SandboxResponse> answers(ApiCall batch, List<BatchPart> parts) {
    boolean snapshot =
        batch.request().header("isolation").filter("snapshot"::equalsIgnoreCase).isPresent();
    return snapshot ? environment.writing(() -> together(batch, parts)) : apart(batch, parts);
  }

  private static SandboxResponse written(
      ApiCall batch, List<BatchPart> parts, List<SandboxResponse> answers) {
    return MultipartBatch.isMeant(batch)
        ? MultipartBatch.write(parts, answers)
        : JsonBatch.write(parts, answers);
  }

  /** Each part for itself, those of one group together. */
  private List<SandboxResponse> apart(ApiCall batch, List<BatchPart> parts) {
    boolean stops = stopsAtError(batch.request().header("prefer").orElse(""));
    boolean groups =
        MultipartBatch.isMeant(batch) || environment.switches().on(Switch.BATCH_HEEDS_GROUPS);
    List<SandboxResponse> answers = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    for (int index = 0; index < parts.size(); ) {
      int end = groups ? endOfGroup(parts, index) : index + 1;
      List<BatchPart> group = parts.subList(index, end);
      List<SandboxResponse> added = group(batch, group, failed);
      boolean refused = added.stream().anyMatch(answer -> answer.status() >= 400);
      answers.addAll(added);
      if (refused) {
        group.forEach(part -> failed.add(part.id().asText()));
        if (stops) {
          break;
        }
      }
      index = end;
    }
    return answers;
  }

  private boolean stopsAtError(String preference) {
    boolean named = preference.contains("continue-on-error");
    return named
        ? preference.contains("continue-on-error=false")
        : !environment.switches().on(Switch.BATCH_CONTINUES);
  }

  private List<SandboxResponse> group(ApiCall batch, List<BatchPart> group, Set<String> failed) {
    BatchPart first = group.get(0);
    boolean heeded = environment.switches().on(Switch.BATCH_HEEDS_DEPENDS_ON);
    if (heeded && first.after().stream().anyMatch(failed::contains)) {
      return group.stream()
          .map(
              part ->
                  VendorError.answer(
                      424, "BadRequest", "A request that this one depends on has failed."))
          .toList();
    }
    return first.group() == null
        ? List.of(route.answer(first.call()))
        : environment.writing(() -> whole(batch, group));
  }

  /** All or nothing: where one fails, all report that failure. */
  private List<SandboxResponse> whole(ApiCall batch, List<BatchPart> group) {
    Transaction transaction = new Transaction(environment, null, batch.arrived());
    List<SandboxResponse> answers = new ArrayList<>();
    for (BatchPart part : group) {
      SandboxResponse answer = route.answer(part.call(), transaction);
      if (answer.status() >= 400) {
        transaction.rollback();
        return group.stream().map(each -> answer).toList();
      }
      answers.add(answer);
    }
    transaction.commit();
    return answers;
  }

  private List<SandboxResponse> together(ApiCall batch, List<BatchPart> parts) {
    Transaction transaction = new Transaction(environment, null, batch.arrived());
    List<SandboxResponse> answers = new ArrayList<>();
    boolean failed = false;
    for (BatchPart part : parts) {
      SandboxResponse answer = route.answer(part.call(), transaction);
      answers.add(answer);
      failed |= answer.status() >= 400;
      if (failed && answers.size() == 1) {
        break;
      }
    }
    if (failed) {
      transaction.rollback();
    } else {
      transaction.commit();
    }
    return answers;
  }

  private static int endOfGroup(List<BatchPart> parts, int start) {
    String group = parts.get(start).group();
    int end = start + 1;
    while (group != null && end < parts.size() && Objects.equals(group, parts.get(end).group())) {
      end++;
    }
    return end;
  }
}
