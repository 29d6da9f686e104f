package io.fieldbridge.inbox;

import java.time.Instant;

/**
 * Open messages of one flow, direction and state.
 *
 * @param oldest when the oldest of them arrived
 */
public record Backlog(String flow, String direction, State state, long count, Instant oldest) {}
