package io.fieldbridge.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What we wrote to a record.
 *
 * @param values the fields we set, in the vendor's form
 * @param at when, by the database's clock
 */
public record OwnWrite(ObjectNode values, Instant at) {}
