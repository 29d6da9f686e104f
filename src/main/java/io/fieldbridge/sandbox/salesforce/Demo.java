package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Creates seed records and remembers what others need of them. */
final class Demo {

  private final Transaction transaction;
  private final Records records;
  private final Map<String, String> ids = new HashMap<>();

  Demo(Transaction transaction) {
    this.transaction = transaction;
    this.records = new Records(transaction);
  }

  String create(String object, ObjectNode body) {
    return records.createBySystem(transaction.org().schema().require(object), body);
  }

  /** Creates a record that others find by a name. */
  String create(String name, String object, ObjectNode body) {
    String id = create(object, body);
    ids.put(name, id);
    return id;
  }

  /** The currency itself, or the one of an org that has but one. */
  String currency(String wanted) {
    return transaction.org().settings().multiCurrency() ? wanted : "EUR";
  }

  /** The record types that the metadata names. */
  void recordTypes() {
    for (ObjectType type : transaction.org().schema().objects()) {
      for (String name : type.recordTypes()) {
        create(
            "RecordType",
            Json.object()
                .put("Name", name)
                .put("DeveloperName", name.replaceAll("\\W", "_"))
                .put("SobjectType", type.name()));
      }
    }
  }

  String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalStateException("the seed has no " + name);
    }
    return id;
  }

  Instant now() {
    return transaction.at();
  }
}
