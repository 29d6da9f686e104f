package io.fieldbridge.inbox;

import java.time.Instant;

/**
 * How far a feed has been read.
 *
 * @param position in the feed's own words
 * @param movedAt when it was stored, by the database's clock
 */
public record FeedPosition(String feed, String position, Instant movedAt) {}
