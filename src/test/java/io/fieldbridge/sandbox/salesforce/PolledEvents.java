package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A CometD client in its plainest form: one request at a time, nothing held. */
final class PolledEvents {

  private final RunningOrg org;
  private final String clientId;
  private final List<JsonNode> events = new ArrayList<>();

  PolledEvents(RunningOrg org, String channel, long replay) {
    this.org = org;
    JsonNode handshake = send(org, message("/meta/handshake"));
    clientId = handshake.path("clientId").asText();
    assertThat(handshake.path("successful").booleanValue()).isTrue();
    assertThat(subscribe(channel, replay).path("successful").booleanValue()).isTrue();
  }

  JsonNode subscribe(String channel, long replay) {
    ObjectNode message = known("/meta/subscribe").put("subscription", channel);
    message.putObject("ext").putObject("replay").put(channel, replay);
    return send(org, message);
  }

  ObjectNode known(String channel) {
    return message(channel).put("clientId", clientId);
  }

  /** Connects without being held, until there are so many events. */
  List<JsonNode> await(int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(() -> connect().size() >= count);
    return events;
  }

  List<JsonNode> connect() {
    ObjectNode message = known("/meta/connect").put("connectionType", "long-polling");
    message.putObject("advice").put("timeout", 0);
    JsonNode answer = answer(org, message);
    for (JsonNode one : answer) {
      if (one.has("data")) {
        events.add(one);
      }
    }
    return events;
  }

  static ObjectNode message(String channel) {
    return Json.object().put("channel", channel).put("id", "1").put("version", "1.0");
  }

  /** The one reply. */
  static JsonNode send(RunningOrg org, ObjectNode message) {
    return answer(org, message).path(0);
  }

  static JsonNode answer(RunningOrg org, ObjectNode message) {
    var answer = org.call("POST", "/cometd/62.0", Json.array().add(message).toString());
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }
}
