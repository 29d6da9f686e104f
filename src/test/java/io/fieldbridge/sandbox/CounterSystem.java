package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A system of one number: every request raises it. */
record CounterSystem(Faults faults, AtomicInteger count) implements SandboxSystem {

  CounterSystem(Faults faults) {
    this(faults, new AtomicInteger());
  }

  @Override
  public SandboxResponse handle(SandboxRequest request) {
    return faults
        .take(request.segments(), List.of(request.method()))
        .map(fault -> faults.around(fault, this::work, any -> SandboxResponse.empty(503)))
        .orElseGet(this::work);
  }

  private SandboxResponse work() {
    return SandboxResponse.text(200, "text/plain", "" + count.incrementAndGet());
  }

  @Override
  public SandboxResponse broken(RuntimeException cause) {
    return SandboxResponse.empty(500);
  }

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public FaultCatalog faultCatalog() {
    return FaultCatalog.with(
        List.of(FaultCatalog.Kind.ofRequests("unavailable", "503")),
        Set.of("things", "others"),
        Set.of("POST", "DELETE"));
  }

  @Override
  public void reset() {
    count.set(0);
  }

  @Override
  public Optional<JsonNode> records(String object) {
    return object.equals("things") ? Optional.of(Json.array().add(count.get())) : Optional.empty();
  }

  @Override
  public SandboxResponse create(String object, ObjectNode record) {
    if (record.path("refused").asBoolean()) {
      return SandboxResponse.text(400, "text/plain", "refused");
    }
    count.addAndGet(record.path("by").asInt(1));
    return SandboxResponse.json(201, record.deepCopy().put("id", count.get()));
  }

  @Override
  public ObjectNode settings() {
    return Json.object();
  }

  @Override
  public void change(ObjectNode wanted) {
    throw new IllegalArgumentException("there are no settings");
  }
}
