package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Events after a position in the JSON form that the Streaming API delivers, in commit order.
 *
 * @param messages each with {@code channel} and {@code data}
 * @param through the position up to which nothing of the topic is left out
 */
public record TopicPage(List<ObjectNode> messages, long through) {}
