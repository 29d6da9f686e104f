package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import java.util.function.Supplier;

/** Leads a statement to the records of the org, or to those that describe it. */
final class SetupQueries {

  private final SoqlQueries data;
  private final ChannelMembers members;
  private final Definitions definitions;
  private final UsageMetrics metrics;

  SetupQueries(Org org, ChannelMembers members, Supplier<OrgEvents> events) {
    this.data = new SoqlQueries(org);
    this.members = members;
    this.definitions = new Definitions(org.clock());
    this.metrics = new UsageMetrics(org.clock(), events);
  }

  QueryEndpoint.Place ofData(ApiCall call, String statement) {
    SoqlQueries described = described(call, statement);
    return described == null
        ? new QueryEndpoint.Place(data, call.schema())
        : new QueryEndpoint.Place(described, described.schema());
  }

  QueryEndpoint.Place ofTooling(ApiCall call, String statement) {
    SoqlQueries described = definitions.of(statement, call.schema());
    SoqlQueries queries = described == null ? members.queries() : described;
    return new QueryEndpoint.Place(queries, queries.schema());
  }

  private SoqlQueries described(ApiCall call, String statement) {
    SoqlQueries described = definitions.of(statement, call.schema());
    return described == null ? metrics.of(statement) : described;
  }
}
