package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.ReferenceMissingException;
import java.util.Optional;

/** What a contract asks of the world around the record. */
public interface Lookups {

  /**
   * The id that the linked record has in the other system.
   *
   * @throws ReferenceMissingException when there is no such link yet
   */
  String linked(String flow, String fromSystem, String id, String toSystem);

  /**
   * One value of the row of a small set (payment terms, units) that is found by another one.
   *
   * @param set the vendor's name of the set
   * @param by the field to find it by, {@code value} what it holds
   * @param give the field whose value is wanted
   */
  Optional<JsonNode> find(String system, String set, String by, JsonNode value, String give);
}
