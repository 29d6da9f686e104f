package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fieldbridge.store.JsonText;
import java.time.Duration;

/** Answers what operators ask and does what they decide. Thread-safe. */
final class Control {

  private static final int REASON_LENGTH_MAX = 1000;

  private final Desk desk;
  private final HeldMessages messages;
  private final Resolution resolution;
  private final FirstContact firstContact;
  private final FlowSwitch flowSwitch;
  private final Release release;

  Control(Desk desk) {
    this.desk = desk;
    this.messages = new HeldMessages(desk);
    this.resolution = new Resolution(desk);
    this.firstContact = new FirstContact(desk);
    this.flowSwitch = new FlowSwitch(desk);
    this.release = new Release(desk);
  }

  /**
   * @throws ControlRefusedException when it is not to be done, saying why
   * @throws io.fieldbridge.failure.SyncException when a remote system does not answer as it should
   */
  JsonNode answer(ControlRequest request) {
    return request.path().size() < 2 ? ofAll(request) : ofOne(request);
  }

  private JsonNode ofAll(ControlRequest request) {
    return switch (request.shape()) {
      case "GET status" -> new StatusReport(desk).report();
      case "GET parked" -> messages.list();
      case "GET timeline" -> timeline(request);
      default -> throw unknown(request);
    };
  }

  private JsonNode ofOne(ControlRequest request) {
    if (request.shape().equals("POST messages/retry")) {
      return messages.retryAll();
    }
    return switch (request.shape(1)) {
      case "GET messages/*" -> messages.show(request.id(1), personal(request));
      case "GET match/*" -> firstContact.report(desk.contract(flow(request)));
      case "GET compare/*" -> Comparison.of(desk, desk.contract(flow(request)));
      case "GET release/*" -> release.report(desk.contract(flow(request)));
      case "POST release/*" -> release.release(desk.contract(flow(request)), further(request));
      case "POST approve/*" -> approve(request);
      case "POST pause/*" -> flowSwitch.pause(desk.contract(flow(request)));
      case "POST resume/*" -> flowSwitch.resume(desk.contract(flow(request)));
      case "POST messages/*/retry" -> messages.retry(request.id(1));
      case "POST messages/*/discard" -> messages.discard(request.id(1), reason(request));
      case "POST messages/*/resolve" -> resolve(request);
      default -> throw unknown(request);
    };
  }

  private static String flow(ControlRequest request) {
    return request.path().get(1);
  }

  private JsonNode timeline(ControlRequest request) {
    String record =
        request
            .parameter("record")
            .orElseThrow(
                () ->
                    ControlRefusedException.malformed(
                        "Which record? Give timeline?record= with an id or a number."));
    ArrayNode entries = JsonText.object().arrayNode();
    boolean personal = personal(request);
    desk.memory()
        .journal()
        .timeline(record)
        .forEach(entry -> entries.add(desk.shown(entry, personal)));
    return entries;
  }

  /** Whether personal values are asked for. */
  private static boolean personal(ControlRequest request) {
    return request.parameter("personal").filter("true"::equals).isPresent();
  }

  private JsonNode approve(ControlRequest request) {
    JsonNode create = request.json().path("create");
    if (!create.isMissingNode() && !create.isBoolean()) {
      throw ControlRefusedException.malformed("create has to be true or false.");
    }
    return firstContact.approve(desk.contract(flow(request)), create.booleanValue());
  }

  private static Duration further(ControlRequest request) {
    JsonNode seconds = request.json().path("furtherSeconds");
    boolean given = seconds.isIntegralNumber() && seconds.canConvertToLong();
    if (!seconds.isMissingNode() && !given) {
      throw ControlRefusedException.malformed("furtherSeconds has to be a whole number.");
    }
    return Duration.ofSeconds(seconds.asLong(0));
  }

  private static String reason(ControlRequest request) {
    String reason = request.json().path("reason").asText("").strip();
    if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
      throw ControlRefusedException.malformed(
          "A message is given up only with a reason of 1 to " + REASON_LENGTH_MAX + " characters.");
    }
    return reason;
  }

  private JsonNode resolve(ControlRequest request) {
    JsonNode body = request.json();
    String number = body.path("done").asText("").strip();
    boolean notDone = body.path("notDone").asBoolean(false);
    if (number.isEmpty() != notDone) {
      throw ControlRefusedException.malformed(
          "Say either {\"done\": NUMBER} or {\"notDone\": true}.");
    }
    return notDone ? resolution.notDone(request.id(1)) : resolution.done(request.id(1), number);
  }

  private static ControlRefusedException unknown(ControlRequest request) {
    return ControlRefusedException.unknown(
        "The control port knows no "
            + request.method()
            + " "
            + String.join("/", request.path())
            + ".");
  }
}
