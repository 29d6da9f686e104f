package io.fieldbridge.sandbox.salesforce.events;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.util.List;

/**
 * Events after a position, in commit order.
 *
 * @param through the position up to which nothing of the topic is left out
 */
record EventPage(List<ConsumerEvent> events, long through) {}
