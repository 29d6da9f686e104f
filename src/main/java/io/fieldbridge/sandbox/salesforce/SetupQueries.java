package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;

/** Leads a statement to the records of the org, or to those that describe it. */
final class SetupQueries {

  private final SoqlQueries data;
  private final Definitions definitions;

  SetupQueries(Org org) {
    data = new SoqlQueries(org);
    definitions = new Definitions(org.clock());
  }

  SoqlQueries.Result ofData(ApiCall call, String statement, boolean deletedToo) {
    SoqlQueries described = described(call, statement);
    return described == null
        ? data.run(call.schema(), statement, deletedToo, call.view())
        : described.run(statement, false, call.view());
  }

  SoqlQueries.Result ofTooling(ChannelMembers members, ApiCall call, String statement) {
    SoqlQueries described = described(call, statement);
    SoqlQueries queries = described == null ? members.queries() : described;
    return queries.run(statement, false, call.view());
  }

  private SoqlQueries described(ApiCall call, String statement) {
    return definitions.of(statement, call.schema());
  }
}
