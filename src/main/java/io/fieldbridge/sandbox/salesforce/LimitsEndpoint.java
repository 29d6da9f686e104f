package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.bulk.IngestJobs;
import io.fieldbridge.sandbox.salesforce.bulk.QueryJobs;
import java.util.function.Supplier;

/** {@code /limits}: what is used of the org's limits; those that nothing here uses are constant. */
final class LimitsEndpoint implements Endpoint {

  private static final long DELIVERIES_UNLIMITED_EDITION = 50_000;

  private final ApiUsage calls;
  private final IngestJobs ingest;
  private final QueryJobs queries;
  private final Supplier<OrgEvents> events;
  private final Supplier<AllSwitches> switches;

  LimitsEndpoint(
      ApiUsage calls,
      IngestJobs ingest,
      QueryJobs queries,
      Supplier<OrgEvents> events,
      Supplier<AllSwitches> switches) {
    this.calls = calls;
    this.ingest = ingest;
    this.queries = queries;
    this.events = events;
    this.switches = switches;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    AllSwitches most = switches.get();
    EventSwitches events = most.events();
    ObjectNode limits = Json.object();
    limit(limits, "DailyApiRequests", calls.most(), calls.used());
    limit(limits, "DailyBulkApiBatches", most.bulk().dailyBulkBatches(), ingest.batchesUsed());
    limit(limits, "DailyBulkV2QueryJobs", most.bulk().dailyBulkQueryJobs(), queries.used());
    limit(limits, "DailyBulkV2QueryFileStorageMB", 976_562, 0);
    delivered(limits, events);
    limit(limits, "DailyAsyncApexExecutions", 250_000, 0);
    limit(limits, "DurableStreamingApiConcurrentClients", events.streamingClientsMax(), 0);
    limit(limits, "DailyDurableStreamingApiEvents", 1_000_000, 0);
    limit(limits, "PermissionSets", 1_500, 0);
    limit(limits, "DataStorageMB", 1_073, 1);
    limit(limits, "FileStorageMB", 1_073, 0);
    return SandboxResponse.json(200, limits);
  }

  private void delivered(ObjectNode limits, EventSwitches most) {
    var usage = events.get().usage();
    long day = most.dailyDeliveredEvents();
    limit(
        limits,
        "DailyDeliveredPlatformEvents",
        day == 0 ? DELIVERIES_UNLIMITED_EDITION : day,
        usage.deliveries().used());
    limit(
        limits,
        "HourlyPublishedPlatformEvents",
        most.hourlyPublishedEvents(),
        usage.publications().used());
  }

  private static void limit(ObjectNode limits, String name, long most, long used) {
    limits.putObject(name).put("Max", most).put("Remaining", Math.max(0, most - used));
  }
}
