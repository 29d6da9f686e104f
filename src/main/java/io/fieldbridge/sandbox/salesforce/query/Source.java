package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Table;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.InstantSource;

/** The records of the org, with the objects as the one who asks may see them. */
record Source(Org org, Schema schema) {

  Table table(ObjectType type) {
    return org.table(type);
  }

  InstantSource clock() {
    return org.clock();
  }
}
