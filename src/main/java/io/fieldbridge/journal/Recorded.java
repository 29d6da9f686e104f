package io.fieldbridge.journal;

import java.time.Instant;

/**
 * An entry as the journal keeps it.
 *
 * @param id grows with time
 * @param at when it was written, by the database's clock
 */
public record Recorded(long id, Instant at, JournalEntry entry) {}
