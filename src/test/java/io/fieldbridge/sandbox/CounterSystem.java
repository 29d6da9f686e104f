package io.fieldbridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A system of one number: every request raises it. */
record CounterSystem(Faults faults, AtomicInteger count) implements SandboxSystem {

  private static final ObjectNode PARCEL =
      Json.object().put("id", "a/b").put("stamp", "noon").put("weight", 3).put("note", "");

  CounterSystem(Faults faults) {
    this(faults, new AtomicInteger());
  }

  @Override
  public SandboxResponse handle(SandboxRequest request) {
    if (request.upload() != null) {
      return SandboxResponse.streamed(200, "text/csv", out -> out.write("a,b\n".getBytes(UTF_8)));
    }
    return faults
        .take(request.segments(), List.of(request.method()))
        .map(fault -> faults.around(fault, this::work, any -> SandboxResponse.empty(503)))
        .orElseGet(this::work);
  }

  @Override
  public long uploadMax(String method, String path) {
    return path.equals("/uploads") ? 100_000 : -1;
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
        Set.of("things", "empties", "others"),
        Set.of("POST", "DELETE"));
  }

  @Override
  public void reset() {
    count.set(0);
  }

  @Override
  public Optional<JsonNode> records(String object) {
    return switch (object) {
      case "things" -> Optional.of(Json.array().add(count.get()));
      case "parcels" -> Optional.of(Json.array().add(PARCEL));
      case "empties" -> Optional.of(Json.array());
      default -> Optional.empty();
    };
  }

  @Override
  public Set<String> systemFields(String object) {
    return Set.of("stamp");
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
