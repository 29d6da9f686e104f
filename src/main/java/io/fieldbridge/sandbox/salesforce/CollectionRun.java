package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;

/** Runs the items of a collection: each chunk of one object is a transaction of its own. */
final class CollectionRun {

  private static final int CHUNKS_MAX = 10;

  private final Org org;
  private final ApiCall call;

  CollectionRun(Org org, ApiCall call) {
    this.org = org;
    this.call = call;
  }

  /** The results in the order of the items. */
  ArrayNode run(List<CollectionWork> works, boolean allOrNone) {
    List<List<CollectionWork>> chunks = chunks(works);
    if (chunks.size() > CHUNKS_MAX) {
      throw new SalesforceError(
          "INVALID_INPUT", "cannot have more than 10 chunks in a single operation");
    }
    ArrayNode results = Json.array();
    if (allOrNone) {
      call.write(org, transaction -> all(transaction, works)).forEach(results::add);
    } else {
      chunks.forEach(
          chunk -> call.write(org, transaction -> each(transaction, chunk)).forEach(results::add));
    }
    return results;
  }

  private List<ObjectNode> all(Transaction transaction, List<CollectionWork> works) {
    int savepoint = transaction.savepoint();
    List<ObjectNode> results = each(transaction, works);
    if (results.stream().allMatch(result -> result.get("success").booleanValue())) {
      return results;
    }
    transaction.rollBackTo(savepoint);
    SalesforceError collateral =
        new SalesforceError(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using"
                + " AllOrNone header");
    return results.stream()
        .map(
            result ->
                result.get("success").booleanValue() ? Answers.failedItem(collateral) : result)
        .toList();
  }

  private List<ObjectNode> each(Transaction transaction, List<CollectionWork> works) {
    List<ObjectNode> results = new ArrayList<>();
    Records records = new Records(transaction);
    for (CollectionWork work : works) {
      int savepoint = transaction.savepoint();
      try {
        results.add(work.step().run(records, work.type(call.schema())));
      } catch (SalesforceError refused) {
        transaction.rollBackTo(savepoint);
        results.add(Answers.failedItem(refused));
      }
    }
    return results;
  }

  private static List<List<CollectionWork>> chunks(List<CollectionWork> works) {
    List<List<CollectionWork>> chunks = new ArrayList<>();
    String object = null;
    for (CollectionWork work : works) {
      if (!work.object().equals(object)) {
        chunks.add(new ArrayList<>());
        object = work.object();
      }
      chunks.get(chunks.size() - 1).add(work);
    }
    return chunks;
  }
}
