package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.FaultCatalog;
import io.fieldbridge.sandbox.Faults;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.SandboxSystem;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tenant behind the wire: token endpoint, API routes, limits and faults. */
final class BusinessCentralSystem implements SandboxSystem {

  private static final Logger LOG = LoggerFactory.getLogger(BusinessCentralSystem.class);

  private final Environment environment;
  private final Faults faults;
  private final Tokens tokens;
  private final OperationalLimits limits;
  private final Addresses addresses;
  private final Backoffice backoffice;
  private final Notifier notifier;
  private final Permissions permissions = new Permissions();
  private final FaultCatalog catalog;

  BusinessCentralSystem(Environment environment, Faults faults, boolean extended) {
    this.environment = environment;
    this.faults = faults;
    this.tokens = new Tokens(environment.switches(), environment.clock());
    this.limits = new OperationalLimits(environment.switches(), environment.clock());
    this.notifier = new Notifier(environment);
    this.addresses = new Addresses(environment, notifier, extended);
    this.backoffice = new Backoffice(environment);
    this.catalog = FaultAnswers.catalog(environment.schema());
    reset();
  }

  @Override
  public SandboxResponse handle(SandboxRequest request) {
    if (Addresses.isToken(request)) {
      return struck(
          Set.of("token"),
          Set.of("login"),
          () -> tokens.issue(request),
          fault -> FaultAnswers.of(fault, environment.switches()));
    }
    return tokens
        .client(request)
        .filter(permissions::isEnabled)
        .map(client -> known(client, request))
        .orElseGet(FaultAnswers::unauthorized);
  }

  private SandboxResponse known(String client, SandboxRequest request) {
    Optional<Addresses.Address> found = addresses.find(request);
    if (found.isEmpty()) {
      LOG.info("no such route: {} {}", request.method(), request.path());
      return VendorError.answer(VendorException.noResource(request.path()));
    }
    Addresses.Address address = found.get();
    ApiCall call = address.call();
    try {
      List<BatchPart> parts = call.path().equals("$batch") ? BatchEndpoint.parts(call) : List.of();
      CallNature nature = CallNature.of(call, parts);
      permissions.check(client, nature.objects(), environment.switches());
      return limits.within(
          client,
          nature.weight(environment.switches()),
          () ->
              struck(
                  nature.objects(),
                  nature.operations(),
                  () -> answer(address.route(), call, parts),
                  fault -> refused(fault, address.route(), call, parts)));
    } catch (VendorException refused) {
      return VendorError.answer(refused);
    }
  }

  private SandboxResponse answer(ApiRoute route, ApiCall call, List<BatchPart> parts) {
    return odata(answered(route, call, parts));
  }

  /** What every answer of the API says of its protocol. */
  private static SandboxResponse odata(SandboxResponse answer) {
    boolean json = answer.headers().getOrDefault("Content-Type", "").startsWith("application/json");
    SandboxResponse told = answer.with("OData-Version", "4.0");
    return json
        ? told.with("Content-Type", "application/json; odata.metadata=minimal; charset=utf-8")
        : told;
  }

  private SandboxResponse answered(ApiRoute route, ApiCall call, List<BatchPart> parts) {
    if (!call.path().equals("$batch")) {
      return route.answer(call);
    }
    if (!call.method().equals("POST")) {
      return VendorError.answer(VendorException.notAllowed(call.method(), "$batch"));
    }
    return new BatchEndpoint(environment, route).answer(call, parts);
  }

  private SandboxResponse refused(
      Fault fault, ApiRoute route, ApiCall call, List<BatchPart> parts) {
    return fault.fault().equals("partial-result")
        ? odata(new BatchEndpoint(environment, route).partial(call, parts))
        : FaultAnswers.of(fault, environment.switches());
  }

  private SandboxResponse struck(
      Set<String> objects,
      Set<String> operations,
      Supplier<SandboxResponse> work,
      Function<Fault, SandboxResponse> refusal) {
    return faults
        .take(objects, operations)
        .map(fault -> faults.around(fault, inTime(fault, work), refusal))
        .orElseGet(work);
  }

  /** An operation that takes too long is cancelled: it answers 408 and has written nothing. */
  private Supplier<SandboxResponse> inTime(Fault fault, Supplier<SandboxResponse> work) {
    int most = environment.switches().number(Switch.OPERATION_MILLISECONDS);
    boolean late = fault.fault().equals("latency") && fault.milliseconds() >= most;
    return late ? FaultAnswers::operationTimeout : work;
  }

  @Override
  public SandboxResponse broken(RuntimeException cause) {
    return VendorError.answer(500, "Internal_ServerError", cause.toString());
  }

  @Override
  public String name() {
    return "business-central";
  }

  @Override
  public FaultCatalog faultCatalog() {
    return catalog;
  }

  @Override
  public void reset() {
    environment.switches().reset();
    limits.reset();
    notifier.reset();
    permissions.reset();
    environment.writing(
        () -> {
          environment.clear();
          new Demo(environment).seed();
          return null;
        });
  }

  /** Sends no further notification. */
  void close() {
    notifier.close();
  }

  @Override
  public Optional<JsonNode> records(String object) {
    return environment.schema().find(object).map(type -> environment.reading(() -> records(type)));
  }

  private JsonNode records(EntityType type) {
    ArrayNode all = Json.array();
    for (Company company : environment.companies()) {
      RowJson writer = new RowJson(environment.schema(), company);
      for (Row row : company.rows(type.set())) {
        ObjectNode json = writer.write(type, row, QueryOptions.NONE);
        all.add(json.put("company", company.name()));
      }
    }
    return all;
  }

  @Override
  public OptionalInt count(String object) {
    if (object.equals("companies") || environment.schema().find(object).isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        environment.reading(
            () ->
                environment.companies().stream()
                    .mapToInt(company -> company.rows(object).size())
                    .sum()));
  }

  @Override
  public SandboxResponse create(String object, ObjectNode record) {
    SandboxRequest request =
        new SandboxRequest(
            "POST",
            Addresses.pathOf(environment.company(Demo.COMPANY).orElseThrow().id(), object),
            "",
            Map.of("content-type", "application/json"),
            record.toString().getBytes(StandardCharsets.UTF_8));
    Addresses.Address address = addresses.find(request).orElseThrow();
    return environment
        .switches()
        .withManualNumbers(() -> answer(address.route(), address.call(), List.of()));
  }

  @Override
  public ObjectNode settings() {
    return environment.switches().toJson();
  }

  @Override
  public void change(ObjectNode wanted) {
    environment.switches().change(wanted);
    environment.writing(
        () -> {
          Demo.showSettings(environment);
          return null;
        });
  }

  @Override
  public Optional<SandboxResponse> admin(SandboxRequest request) {
    if (request.method().equals("POST") && request.path().equals("/sandbox/permissions")) {
      try {
        permissions.change(Json.MAPPER.readTree(request.text()));
        return Optional.of(SandboxResponse.empty(204));
      } catch (JsonProcessingException unreadable) {
        throw new IllegalArgumentException("the body is no JSON", unreadable);
      }
    }
    boolean asked = request.method().equals("GET") && request.path().equals("/sandbox/limits");
    return asked
        ? Optional.of(SandboxResponse.json(200, limits.toJson()))
        : backoffice.answer(request);
  }
}
