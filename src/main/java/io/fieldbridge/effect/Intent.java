package io.fieldbridge.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is to be sent, frozen once it is stored.
 *
 * @param system the system to write to
 * @param object the object to write
 * @param creates whether a new record comes of it
 * @param reference our reference in the document, or the empty string
 * @param payload what is sent, in the order in which it is sent
 * @param context what the caller needs to go on after a crash; at most 1,000,000 characters as JSON
 */
public record Intent(
    String system,
    String object,
    boolean creates,
    String reference,
    ObjectNode payload,
    ObjectNode context) {}
