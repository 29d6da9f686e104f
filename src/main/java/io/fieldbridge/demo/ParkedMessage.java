package io.fieldbridge.demo;

/**
 * One message that waits for a person.
 *
 * @param id what {@code retry} takes
 * @param flow name of the flow
 * @param recordId id of the source record in its own system, e.g. a work order's 18 characters
 * @param reason reason code
 * @param text what a person reads
 */
public record ParkedMessage(String id, String flow, String recordId, String reason, String text) {}
