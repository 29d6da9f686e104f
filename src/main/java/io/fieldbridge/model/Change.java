package io.fieldbridge.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One version of one source record, as a feed told it.
 *
 * @param id names this change for ever within its feed; a feed that repeats itself repeats the id
 * @param record the record that changed
 * @param kind what happened to it
 * @param values the changed fields with their new values under the vendor's flat field names; a
 *     JSON null means cleared, an absent field means untouched; empty where the feed tells no
 *     values
 * @param at when the source system committed it, UTC
 * @param author the vendor's id of the user who made it, or the empty string
 * @param origin what the source system says of the program that made it, or the empty string
 */
public record Change(
    String id,
    RecordRef record,
    Kind kind,
    ObjectNode values,
    Instant at,
    String author,
    String origin) {

  /** What happened to a record. {@code GAP}: something did, and the record has to be read. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    GAP
  }
}
