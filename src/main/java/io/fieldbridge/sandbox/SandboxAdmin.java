package io.fieldbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The admin path {@code /sandbox/...}: reset, faults, requests, records, settings. */
final class SandboxAdmin {

  private final SandboxSystem system;
  private final Faults faults;
  private final RequestLog requests;
  private final ScenarioPlayer player;
  private final Runnable reset;

  SandboxAdmin(
      SandboxSystem system,
      Faults faults,
      RequestLog requests,
      ScenarioPlayer player,
      Runnable reset) {
    this.system = system;
    this.faults = faults;
    this.requests = requests;
    this.player = player;
    this.reset = reset;
  }

  SandboxResponse handle(SandboxRequest request) {
    try {
      return answer(request);
    } catch (IllegalArgumentException wrong) {
      return problem(400, wrong.getMessage());
    } catch (JsonProcessingException unreadable) {
      return problem(400, "the body is no JSON object: " + unreadable.getOriginalMessage());
    }
  }

  private SandboxResponse answer(SandboxRequest request) throws JsonProcessingException {
    List<String> path = request.segments();
    String name = path.size() > 1 ? path.get(1) : "";
    switch (request.method() + " " + name) {
      case "POST reset":
        reset.run();
        return SandboxResponse.empty(204);
      case "POST faults":
        return arm(Fault.read(object(request), system.faultCatalog()));
      case "GET faults":
        return faults(path);
      case "DELETE faults":
        return disarm(path);
      case "GET requests":
        return SandboxResponse.json(200, requests.toJson());
      case "DELETE requests":
        requests.clear();
        return SandboxResponse.empty(204);
      case "GET scenario":
        return SandboxResponse.json(200, player.toJson());
      case "POST scenario":
        return play(Scenario.read("scenario", request.text()));
      case "DELETE scenario":
        player.stop();
        return SandboxResponse.empty(204);
      case "GET settings":
        return SandboxResponse.json(200, system.settings());
      case "POST settings":
        system.change(object(request));
        return SandboxResponse.json(200, system.settings());
      default:
        return records(request, path);
    }
  }

  private SandboxResponse records(SandboxRequest request, List<String> path)
      throws JsonProcessingException {
    boolean records = path.size() == 3 && path.get(1).equals("records");
    if (records && request.method().equals("POST")) {
      return system.create(system.faultCatalog().object(path.get(2)), object(request));
    }
    if (records && request.method().equals("GET")) {
      return system
          .records(path.get(2))
          .map(found -> SandboxResponse.json(200, found))
          .orElseGet(() -> problem(404, "there is no object '" + path.get(2) + "'"));
    }
    Optional<SandboxResponse> own = system.admin(request);
    return own.orElseGet(
        () -> problem(404, "no such admin call: " + request.method() + " " + request.path()));
  }

  private SandboxResponse play(Scenario scenario) {
    if (!scenario.systems().contains(system.name())) {
      throw new IllegalArgumentException(
          "no step is for the system '" + system.name() + "', only for " + scenario.systems());
    }
    player.start(scenario);
    return SandboxResponse.json(201, player.toJson());
  }

  private SandboxResponse arm(Fault fault) {
    int id = faults.show(system, fault);
    ObjectNode json = fault.toJson();
    return SandboxResponse.json(201, id == 0 ? json : json.put("id", id));
  }

  private SandboxResponse faults(List<String> path) {
    if (path.size() == 2) {
      return SandboxResponse.json(200, faults.toJson());
    }
    return path.size() == 3 && path.get(2).equals("possible")
        ? SandboxResponse.json(200, Json.MAPPER.valueToTree(system.faultCatalog()))
        : problem(404, "only /sandbox/faults and /sandbox/faults/possible can be read");
  }

  private SandboxResponse disarm(List<String> path) {
    if (path.size() == 2) {
      faults.disarmAll(system);
      return SandboxResponse.empty(204);
    }
    boolean found = path.get(2).matches("\\d{1,9}") && faults.disarm(Integer.parseInt(path.get(2)));
    return found
        ? SandboxResponse.empty(204)
        : problem(404, "no armed fault has the id '" + path.get(2) + "'");
  }

  private static ObjectNode object(SandboxRequest request) throws JsonProcessingException {
    if (Json.MAPPER.readTree(request.text()) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private static SandboxResponse problem(int status, String sentence) {
    return SandboxResponse.json(status, Json.object().put("problem", sentence));
  }
}
