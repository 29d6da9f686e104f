package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    return checked(
        seen, statement, (source, type, soql) -> run(source, type, soql, deletedToo, view));
  }

  /** What a statement selects, for those who ask with {@code columns=true}. */
  public ObjectNode columns(Schema seen, String statement) {
    return checked(
        seen, statement, (source, type, soql) -> new ColumnMetadata(source).of(type, soql));
  }

  /** How a statement would be run, for those who ask with {@code explain}. */
  public ObjectNode plan(Schema seen, String statement) {
    return checked(seen, statement, SoqlQueries::plan);
  }

  private interface Work<T> {
    T on(Source source, ObjectType type, Soql soql);
  }

  private <T> T checked(Schema seen, String statement, Work<T> work) {
    Soql soql = SoqlParser.parse(statement);
    Source source = new Source(org, seen);
    try {
      ObjectType type = QueryRun.object(source, soql.from());
      return org.read(() -> work.on(source, type, soql));
    } catch (SalesforceError refused) {
      throw placed(statement, refused);
    }
  }

  /** The name after FROM, as it is written. */
  public static String object(String statement) {
    return SoqlParser.parse(statement).from();
  }

  /** Points at the name that an error is about. */
  private static SalesforceError placed(String statement, SalesforceError refused) {
    if (!refused.code().matches("INVALID_FIELD|INVALID_TYPE") || refused.fields().isEmpty()) {
      return refused;
    }
    String name = refused.fields().get(0);
    Matcher found = Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\\b").matcher(statement);
    String place = found.find() ? Place.of(statement, found.start()) : "";
    return new SalesforceError(refused.code(), place + refused.getMessage());
  }

  /** All objects that there are, seen by one who sees everything. */
  public Schema schema() {
    return org.schema();
  }

  /** The org's clock, by which results grow old. */
  public InstantSource clock() {
    return org.clock();
  }

  /** There is one plan only: all rows of the object are looked at. */
  private static ObjectNode plan(Source org, ObjectType type, Soql soql) {
    int found = QueryRun.matching(org, type, soql, false).size();
    int all = Candidates.of(org, type, null, false).size();
    ObjectNode answer = Json.object();
    ObjectNode plan = answer.putArray("plans").addObject().put("cardinality", found);
    plan.putArray("fields");
    plan.put("leadingOperationType", "TableScan").putArray("notes");
    plan.put("relativeCost", all == 0 ? 0 : (double) found / all)
        .put("sobjectCardinality", all)
        .put("sobjectType", type.name());
    return answer;
  }

  private static Result run(
      Source org, ObjectType type, Soql soql, boolean deletedToo, RecordView view) {
    if (soql.countsOnly()) {
      return new Result(QueryRun.rows(org, type, soql, deletedToo).size(), List.of());
    }
    List<ObjectNode> records;
    if (soql.aggregates()) {
      List<ObjectNode> rows = QueryRun.matching(org, type, soql, deletedToo);
      records = new Aggregation(org, type, soql).results(rows);
    } else {
      QueryRun run = new QueryRun(org, type, soql, view);
      records = run.records(Candidates.of(org, type, soql.where(), deletedToo));
    }
    return new Result(records.size(), records);
  }
}
