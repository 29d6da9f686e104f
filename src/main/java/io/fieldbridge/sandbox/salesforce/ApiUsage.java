package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The calls counted since the last reset against those a day allows; {@code /limits}. */
final class ApiUsage implements Endpoint {

  private final LongSupplier most;
  private final AtomicLong used = new AtomicLong();

  ApiUsage(LongSupplier most) {
    this.most = most;
  }

  void reset() {
    used.set(0);
  }

  void count() {
    if (used.incrementAndGet() > most.getAsLong()) {
      throw new SalesforceError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
  }

  SandboxResponse shown(SandboxResponse answer) {
    return answer.status() == 0
        ? answer
        : answer.with("Sforce-Limit-Info", "api-usage=" + used.get() + "/" + most.getAsLong());
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    ObjectNode limits = Json.object();
    limit(limits, "DailyApiRequests", most.getAsLong(), used.get());
    limit(limits, "DailyBulkApiBatches", 15_000, 0);
    limit(limits, "DailyBulkV2QueryJobs", 10_000, 0);
    limit(limits, "DailyBulkV2QueryFileStorageMB", 976_562, 0);
    limit(limits, "DailyDeliveredPlatformEvents", 50_000, 0);
    limit(limits, "HourlyPublishedPlatformEvents", 250_000, 0);
    limit(limits, "DailyAsyncApexExecutions", 250_000, 0);
    limit(limits, "DurableStreamingApiConcurrentClients", 2_000, 0);
    limit(limits, "DailyDurableStreamingApiEvents", 1_000_000, 0);
    limit(limits, "PermissionSets", 1_500, 0);
    limit(limits, "DataStorageMB", 1_073, 1);
    limit(limits, "FileStorageMB", 1_073, 0);
    return SandboxResponse.json(200, limits);
  }

  private static void limit(ObjectNode limits, String name, long most, long used) {
    limits.putObject(name).put("Max", most).put("Remaining", Math.max(0, most - used));
  }
}
