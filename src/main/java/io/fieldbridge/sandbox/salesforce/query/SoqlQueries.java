package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.List;

/** Runs SOQL statements. Thread-safe. */
public final class SoqlQueries {

  /** What a statement found: its size counts also where, with COUNT(), there are no records. */
  public record Result(int totalSize, List<ObjectNode> records) {}

  private final Org org;

  public SoqlQueries(Org org) {
    this.org = org;
  }

  /**
   * Runs a statement on one state of the org.
   *
   * @param deletedToo whether records in the recycle bin count, as with queryAll
   * @throws io.fieldbridge.sandbox.salesforce.schema.SalesforceError as Salesforce refuses it
   */
  public Result run(String statement, boolean deletedToo, RecordView view) {
    return run(org.schema(), statement, deletedToo, view);
  }

  /** As {@link #run(String, boolean, RecordView)}, for one who does not see all objects. */
  public Result run(Schema seen, String statement, boolean deletedToo, RecordView view) {
    Soql soql = SoqlParser.parse(statement);
    Source source = new Source(org, seen);
    ObjectType type = QueryRun.object(source, soql.from());
    return org.read(() -> run(source, type, soql, deletedToo, view));
  }

  private static Result run(
      Source org, ObjectType type, Soql soql, boolean deletedToo, RecordView view) {
    if (soql.countsOnly()) {
      return new Result(QueryRun.rows(org, type, soql, deletedToo).size(), List.of());
    }
    List<ObjectNode> records;
    if (soql.aggregates()) {
      List<ObjectNode> rows = QueryRun.rows(org, type, soql, deletedToo);
      records = new Aggregation(org, type, soql).results(rows);
    } else {
      QueryRun run = new QueryRun(org, type, soql, view);
      records = run.records(Candidates.of(org, type, soql.where(), deletedToo));
    }
    return new Result(records.size(), records);
  }
}
