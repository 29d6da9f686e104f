package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The calls counted since the last reset against those a day allows. Thread-safe. */
final class ApiUsage {

  private final LongSupplier most;
  private final AtomicLong used = new AtomicLong();

  ApiUsage(LongSupplier most) {
    this.most = most;
  }

  void reset() {
    used.set(0);
  }

  void count() {
    if (used.incrementAndGet() > most()) {
      throw new SalesforceError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
  }

  long used() {
    return used.get();
  }

  long most() {
    return most.getAsLong();
  }

  SandboxResponse shown(SandboxResponse answer) {
    return answer.status() == 0
        ? answer
        : answer.with("Sforce-Limit-Info", "api-usage=" + used() + "/" + most());
  }
}
