package io.fieldbridge.sandbox.salesforce;

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
import io.fieldbridge.sandbox.salesforce.bulk.IngestJobs;
import io.fieldbridge.sandbox.salesforce.bulk.QueryJobs;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.SaveOptions;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the org put together, and the way of a request through them. */
final class OrgSystem implements SandboxSystem, AutoCloseable {

  private static final Pattern CLIENT = Pattern.compile("(?i)client\\s*=\\s*([^,;\\s]+)");

  private final Faults faults;
  private final FaultCatalog catalog;
  private final Org org;
  private final Sessions sessions;
  private final Grants grants = new Grants(() -> switches().access().rotateRefreshTokens());
  private final ConsumerApps apps = new ConsumerApps();
  private final Users users;
  private final OrgEvents events;
  private final ApiUsage usage = new ApiUsage(() -> switches().dailyApiRequests());
  private final ChannelMembers members;
  private final DataApi api;
  private final OAuthEndpoint oauth;
  private final OlderApis older;
  private final OrgAdmin admin;
  private final Sights sights;
  private final IngestJobs ingest;
  private final QueryJobs queryJobs;
  private final SalesforceSandboxSettings.Streams startTimes;
  private volatile AllSwitches switches;
  private volatile String url = "";

  OrgSystem(SalesforceSandboxSettings given) {
    faults = new Faults(given.clock());
    SalesforceSandboxSettings settings = given.with(faults.clock());
    startTimes = settings.streams();
    switches = AllSwitches.defaults(startTimes);
    Schema schema = Schema.load(settings.files().metadata().orElse(null));
    catalog = FaultAnswers.catalog(schema);
    org = new Org(schema, settings.clock(), switches().forRecords());
    users = new Users(org);
    sights = new Sights(schema, switches(), settings.clock());
    sessions =
        new Sessions(
            settings.clock(),
            () -> switches().sessionIdleSeconds(),
            new LoginRules(settings.clock(), () -> switches().api()),
            token -> events().revoke(token));
    members = new ChannelMembers(settings.clock());
    ingest = new IngestJobs(org, () -> switches.bulk());
    queryJobs = new QueryJobs(org, () -> switches.bulk());
    SetupQueries setup = new SetupQueries(org, members, this::events);
    api = new DataApi(org, setup, usage, () -> switches().pageSize(), endpoints());
    OAuthEndpoint.Host host =
        new OAuthEndpoint.Host(this::url, () -> switches().access().errorStatus());
    oauth = new OAuthEndpoint(apps, sessions, users, grants, host);
    older = new OlderApis(sessions, users, this::url);
    admin = new OrgAdmin(org, apps, users);
    keys(settings.files());
    EventGuests guests = new EventGuests(sessions, users, sights, () -> switches, this::url);
    events = new OrgEvents(settings, org, guests, () -> switches().mergeIdenticalChanges());
    org.onEvent(this::publishedAtOnce);
    reset();
  }

  private Map<String, Endpoint> endpoints() {
    return Map.of(
        "jobs", new MultipartIngest(new BulkEndpoint(ingest, queryJobs, new RowFaults(faults))),
        "event", new EventSchemaEndpoint(this::events),
        "process", new ApprovalEndpoint(org, users, () -> switches().approvalProcesses()),
        "limits", new LimitsEndpoint(usage, ingest, queryJobs, this::events, () -> switches));
  }

  private boolean publishedAtOnce(ObjectType type, ObjectNode event) {
    events.takePublication();
    boolean immediate = switches.events().immediateEvents().contains(type.name());
    if (immediate) {
      events.publish(type, event);
    }
    return immediate;
  }

  private void keys(SalesforceSandboxSettings.Files files) {
    if (files.certificate().isPresent()) {
      apps.registerForAll(KeyFiles.read(files.certificate().get()));
    } else if (files.keys().isPresent()) {
      var pair = KeyFiles.generate();
      apps.registerForAll(pair.getPublic());
      KeyFiles.write(pair, files.keys().get());
    }
  }

  void servedAt(String base) {
    url = base;
  }

  Faults faults() {
    return faults;
  }

  int pubSubPort() {
    return events.port();
  }

  private OrgSwitches switches() {
    return switches.org();
  }

  private OrgEvents events() {
    return events;
  }

  @Override
  public long uploadMax(String method, String path) {
    return BulkEndpoint.isUpload(method, path) ? switches.bulk().rawBytesMax() : -1;
  }

  private String url() {
    return url;
  }

  @Override
  public SandboxResponse handle(SandboxRequest request) {
    if (!faults.armed().isEmpty()) {
      FaultTargets targets = FaultTargets.of(request, org.schema());
      Optional<Fault> struck = faults.take(targets.objects(), targets.operations());
      if (struck.isPresent() && !strike(struck.get().once())) {
        Supplier<SandboxResponse> work =
            FaultAnswers.inTime(
                struck.get(),
                targets.operations().contains("query"),
                switches(),
                () -> answer(request, any -> {}));
        return faults.around(struck.get(), work, fault -> spoilt(fault, request));
      }
    }
    return answer(request, any -> {});
  }

  private SandboxResponse spoilt(Fault fault, SandboxRequest request) {
    boolean login = request.path().contains("/oauth2/");
    if (FaultAnswers.hitsRecords(fault)) {
      return answer(request, FaultAnswers.refusing(fault));
    }
    if (fault.fault().equals("unauthorized")) {
      Authorization.token(request).ifPresent(sessions::end);
      if (request.path().startsWith("/cometd/")) {
        return answer(request, any -> {});
      }
    }
    return usage.shown(FaultAnswers.of(fault, login));
  }

  private SandboxResponse answer(SandboxRequest request, Consumer<ObjectType> guard) {
    String path = request.path();
    Optional<SandboxResponse> tooLong = RequestSize.refusal(request);
    if (tooLong.isPresent()) {
      return tooLong.get();
    }
    if (path.startsWith("/services/oauth2/")) {
      return oauth.answer(request);
    }
    if (path.startsWith("/cometd/")) {
      return events.stream(request);
    }
    Optional<SandboxResponse> old = older.answer(request);
    if (old.isPresent()) {
      return old.get();
    }
    if (path.matches("/services/data/?") && request.method().equals("GET")) {
      return DataApi.versions(switches().api());
    }
    try {
      Session session = session(request);
      if (path.startsWith("/id/")) {
        return SandboxResponse.json(200, users.info(url, session.userId()));
      }
      usage.count();
      checkOpen();
      ApiCall call = call(request, session, guard);
      return usage.shown(switches().api().warned(api.answer(call), call.major()));
    } catch (SalesforceError refused) {
      return usage.shown(viewer("").error(refused));
    }
  }

  private Session session(SandboxRequest request) {
    if (request.header("Authorization").isEmpty()) {
      throw new SalesforceError("INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE");
    }
    return Authorization.token(request)
        .flatMap(sessions::of)
        .orElseThrow(() -> new SalesforceError("INVALID_SESSION_ID", "Session expired or invalid"));
  }

  private void checkOpen() {
    String refusal = switches().access().refuseAllWith();
    if (!refusal.isEmpty()) {
      throw new SalesforceError(refusal, "The org refuses all calls: " + refusal);
    }
  }

  private ApiCall.Viewer viewer(String userId) {
    String username = userId.isEmpty() ? "" : users.name(userId);
    return new ApiCall.Viewer(
        org,
        sights.of(username),
        sights.changedAt(),
        switches().access().errorStatus(),
        switches().api());
  }

  private ApiCall call(SandboxRequest request, Session session, Consumer<ObjectType> guard) {
    ApiCall.Viewer viewer = viewer(session.userId());
    ApiCall call = DataApi.call(request, Caller.of(session.userId(), ""), viewer, null);
    Caller caller = new Caller(session.userId(), origin(call), guard, saveOptions(request));
    return new ApiCall(call.request(), call.version(), call.path(), caller, viewer, null);
  }

  /** What change events name as their origin: the API, and the client where it gives its name. */
  private static String origin(ApiCall call) {
    Matcher client = CLIENT.matcher(call.request().header("Sforce-Call-Options").orElse(""));
    boolean told =
        !call.part(0).equals("composite") || call.viewer().rules().callOptionsInComposites();
    return "com/salesforce/api/rest/"
        + call.version()
        + (told && client.find() ? ";client=" + client.group(1) : "");
  }

  private static SaveOptions saveOptions(SandboxRequest request) {
    String header =
        request
            .header("Sforce-Duplicate-Rule-Header")
            .orElse("")
            .replaceAll("\\s", "")
            .toLowerCase(Locale.ROOT);
    return new SaveOptions(
        header.contains("allowsave=true"), header.contains("includerecorddetails=true"));
  }

  @Override
  public SandboxResponse broken(RuntimeException cause) {
    return Answers.error(
        500,
        "UNKNOWN_EXCEPTION",
        "An unexpected error occurred. Please include this ErrorId if you contact support: "
            + cause);
  }

  @Override
  public String name() {
    return "salesforce";
  }

  @Override
  public FaultCatalog faultCatalog() {
    return catalog;
  }

  @Override
  public boolean strike(Fault fault) {
    if (fault.fault().equals("expire-sessions")) {
      sessions.endAll();
      return true;
    }
    if (fault.fault().equals("bulk-fail")) {
      ingest.failNext(fault.times());
      return true;
    }
    return events.strike(fault);
  }

  @Override
  public void disarm() {
    ingest.failNext(0);
    events.disarm();
  }

  @Override
  public void reset() {
    ingest.reset();
    queryJobs.reset();
    switches(AllSwitches.defaults(startTimes));
    sessions.reset();
    grants.clear();
    usage.reset();
    seed();
  }

  private void seed() {
    events.listen(false);
    org.clear();
    DemoData.seed(org);
    events.reset();
    events.listen(true);
  }

  @Override
  public Optional<JsonNode> records(String object) {
    ObjectType type = org.schema().find(object);
    if (type == null) {
      return Optional.empty();
    }
    ArrayNode rows = Json.array();
    org.read(() -> List.copyOf(org.table(type).all())).forEach(rows::add);
    return Optional.of(rows);
  }

  @Override
  public Set<String> systemFields(String object) {
    return org.schema().find(object).systemFields();
  }

  @Override
  public OptionalInt count(String object) {
    ObjectType type = org.schema().find(object);
    return type == null
        ? OptionalInt.empty()
        : OptionalInt.of(org.read(() -> org.table(type).all().size()));
  }

  @Override
  public SandboxResponse create(String object, ObjectNode record) {
    Session session = sessions.start(users.idOf(ConsumerApps.SALES_USER), "sales-demo");
    Map<String, String> headers =
        Map.of("authorization", "Bearer " + session.token(), "content-type", "application/json");
    String path = "/services/data/v62.0/sobjects/" + object;
    byte[] body = record.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return answer(new SandboxRequest("POST", path, "", headers, body), any -> {});
    } finally {
      sessions.end(session.token());
    }
  }

  @Override
  public ObjectNode settings() {
    return switches.toJson();
  }

  @Override
  public void change(ObjectNode wanted) {
    AllSwitches changed = switches.with(wanted, org.schema());
    boolean anew = changed.org().multiCurrency() != switches().multiCurrency();
    switches(changed);
    if (anew) {
      seed();
    }
  }

  private void switches(AllSwitches changed) {
    switches = changed;
    org.settings(changed.org().forRecords());
    sights.change(changed.org());
    members.select(changed.org().changeEntities(), changed.events().channels());
    events.change(changed.events(), changed.org().changeEntities());
  }

  @Override
  public Optional<SandboxResponse> admin(SandboxRequest request) {
    return admin.answer(request);
  }

  @Override
  public void close() {
    ingest.close();
    queryJobs.close();
    events.close();
  }
}
