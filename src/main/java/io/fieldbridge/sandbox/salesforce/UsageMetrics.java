package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.OrgSettings;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.events.EventUsage;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code PlatformEventUsageMetric}: the events of the last 24 hours, up to this moment. */
final class UsageMetrics {

  private static final String NAME = "PlatformEventUsageMetric";
  private static final Pattern NAMED = Pattern.compile("(?i)\\bFROM\\s+" + NAME + "\\b");
  private static final Duration SPAN = Duration.ofHours(24);

  private final InstantSource clock;
  private final Supplier<OrgEvents> events;

  UsageMetrics(InstantSource clock, Supplier<OrgEvents> events) {
    this.clock = clock;
    this.events = events;
  }

  /** The queries over the metrics; null where the statement asks for something else. */
  SoqlQueries of(String statement) {
    if (!NAMED.matcher(statement).find() || !SoqlQueries.object(statement).equalsIgnoreCase(NAME)) {
      return null;
    }
    Org org = new Org(Schema.tooling(), clock, new OrgSettings(false, Map.of()));
    ObjectType type = org.schema().require(NAME);
    org.write(Caller.of("", ""), transaction -> measured(new Records(transaction), type));
    return new SoqlQueries(org);
  }

  private Records measured(Records records, ObjectType type) {
    EventUsage usage = events.get().usage();
    for (EventUsage.Metric metric : EventUsage.Metric.values()) {
      records.create(
          type,
          Json.object()
              .put("Name", metric.name())
              .put("StartDate", Times.text(clock.instant().minus(SPAN)))
              .put("EndDate", Times.text(clock.instant()))
              .put("Value", usage.lastDay(metric)));
    }
    return records;
  }
}
