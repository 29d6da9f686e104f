package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code /sobjects/X/updated} and {@code /sobjects/X/deleted}: ids by time, in whole minutes. */
final class ReplicationEndpoint implements Endpoint {

  private static final Duration UPDATED_BACK = Duration.ofDays(30);
  private static final Duration DELETED_BACK = Duration.ofDays(15);

  private record Span(String from, String to, Instant covered) {

    boolean holds(ObjectNode row) {
      String time = row.path("SystemModstamp").textValue();
      return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
    }
  }

  private final Org org;

  ReplicationEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    ObjectType type = call.schema().require(call.part(1));
    boolean deleted = call.part(2).equalsIgnoreCase("deleted");
    Span span = span(call, deleted ? DELETED_BACK : UPDATED_BACK);
    List<ObjectNode> rows =
        org.read(
            () ->
                org.table(type).all().stream()
                    .filter(row -> row.path("IsDeleted").booleanValue() == deleted)
                    .filter(span::holds)
                    .toList());
    if (rows.size() > call.viewer().rules().replicationIdsMax()) {
      throw new SalesforceError(
          "EXCEEDED_ID_LIMIT",
          "The time span has more than "
              + call.viewer().rules().replicationIdsMax()
              + " records; ask for a shorter one");
    }
    return SandboxResponse.json(200, deleted ? deleted(rows, span) : updated(rows, span));
  }

  private Span span(ApiCall call, Duration back) {
    Instant now = org.clock().instant();
    Instant start = time(call, "start");
    Instant end = time(call, "end");
    if (!start.isBefore(end)) {
      throw new SalesforceError("INVALID_REPLICATION_DATE", "endDate before startDate");
    }
    if (start.isBefore(now.minus(back))) {
      throw new SalesforceError(
          "INVALID_REPLICATION_DATE", "startDate before org replication enabled date");
    }
    Instant covered = end.isBefore(now) ? end : now.truncatedTo(ChronoUnit.MINUTES);
    return new Span(Times.text(start), Times.text(end), covered);
  }

  private static Instant time(ApiCall call, String name) {
    String text = call.request().parameters().getOrDefault(name, "").replace(' ', '+');
    Instant time = Times.instant(text);
    if (time == null) {
      throw new SalesforceError(
          "INVALID_REPLICATION_DATE", name + " must be an ISO 8601 dateTime, not '" + text + "'");
    }
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  private static ObjectNode updated(List<ObjectNode> rows, Span span) {
    ObjectNode answer = Json.object();
    ArrayNode ids = answer.putArray("ids");
    rows.forEach(row -> ids.add(row.get("Id")));
    return answer.put("latestDateCovered", Times.text(span.covered));
  }

  private ObjectNode deleted(List<ObjectNode> rows, Span span) {
    ObjectNode answer = Json.object();
    ArrayNode records = answer.putArray("deletedRecords");
    for (ObjectNode row : rows) {
      records
          .addObject()
          .put("id", row.get("Id").textValue())
          .put("deletedDate", row.get("SystemModstamp").textValue());
    }
    return answer
        .put(
            "earliestDateAvailable",
            Times.text(org.clock().instant().minus(DELETED_BACK).truncatedTo(ChronoUnit.MINUTES)))
        .put("latestDateCovered", Times.text(span.covered));
  }
}
