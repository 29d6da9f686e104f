package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;

/** What the platform itself does when records of certain objects are saved or deleted. */
interface Rule {

  /** Whether it has anything to do with the records of an object that it may be asked about. */
  default boolean concerns(ObjectType type) {
    return true;
  }

  /** Checks and completes a record before it is stored. */
  default void before(Save save) {}

  /** Brings other records in line after one was stored. */
  default void after(Save save) {}

  /** Refuses a delete by an exception. */
  default void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {}

  /** Brings other records in line after one was deleted. */
  default void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {}
}
