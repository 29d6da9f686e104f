package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One API route (standard or custom): service document, metadata, companies, sets and actions. */
final class ApiRoute {

  private static final Logger LOG = LoggerFactory.getLogger(ApiRoute.class);

  private final Environment environment;
  private final Schema schema;
  private final PathReader paths;
  private final ReadEndpoint reads;
  private final WriteEndpoint writes;
  private final SubscriptionEndpoint subscriptions;

  ApiRoute(Environment environment, Schema schema, Notifier notifier) {
    this.environment = environment;
    this.schema = schema;
    this.paths = new PathReader(environment, schema);
    this.reads = new ReadEndpoint(environment, schema);
    this.writes = new WriteEndpoint(reads);
    this.subscriptions = new SubscriptionEndpoint(environment, schema, notifier);
  }

  /** Answers a call in a transaction of its own. */
  SandboxResponse answer(ApiCall call) {
    if (SubscriptionEndpoint.isMeant(call)) {
      // Outside of any lock, for the subscriber is asked before it is answered.
      return guarded(call, () -> subscriptions.answer(call));
    }
    if (call.method().equals("GET")) {
      return guarded(call, () -> environment.reading(() -> read(call)));
    }
    return environment.writing(
        () -> {
          Transaction transaction = new Transaction(environment, null, call.arrived());
          SandboxResponse answer = answer(call, transaction);
          transaction.commit();
          return answer;
        });
  }

  /** Answers a call as part of a transaction; what a refused call wrote is taken back with it. */
  SandboxResponse answer(ApiCall call, Transaction transaction) {
    if (call.method().equals("GET")) {
      return guarded(call, () -> read(call));
    }
    SandboxResponse answer = null;
    try {
      answer = guarded(call, () -> write(call, transaction));
      return answer;
    } finally {
      if (answer == null || answer.status() >= 400) {
        transaction.rollback();
      }
    }
  }

  private SandboxResponse write(ApiCall call, Transaction transaction) {
    checkIntent(call);
    Target target = paths.read(call);
    if (!PathReader.CONTENT.equals(target.action())) {
      checkContent(call);
    }
    return writes.write(call, target, transaction.in(target.company()));
  }

  private SandboxResponse read(ApiCall call) {
    List<String> segments = call.segments();
    if (segments.isEmpty()) {
      return SandboxResponse.json(200, Metadata.serviceDocument(schema, call.root()));
    }
    if (segments.get(0).equals("$metadata")) {
      return SandboxResponse.text(200, "application/xml", Metadata.document(schema));
    }
    if (segments.size() == 1 && segments.get(0).matches("companies(\\(.*\\))?")) {
      return new Companies(environment).read(call);
    }
    return reads.read(call, paths.read(call));
  }

  private static SandboxResponse guarded(ApiCall call, Supplier<SandboxResponse> work) {
    try {
      return work.get();
    } catch (VendorException refused) {
      boolean unknown = refused.status() != 400 && refused.code().startsWith("BadRequest_");
      LOG.atLevel(unknown ? Level.INFO : Level.DEBUG)
          .log("{} {}: {} {}", call.method(), call.path(), refused.code(), refused.getMessage());
      return VendorError.answer(refused);
    }
  }

  private static void checkIntent(ApiCall call) {
    String intent = call.request().header("data-access-intent").orElse("");
    if (intent.equalsIgnoreCase("ReadOnly")) {
      throw VendorException.badRequest("A read-only call cannot change data.");
    }
  }

  private void checkContent(ApiCall call) {
    String type = call.request().header("content-type").orElse("");
    boolean needed = call.request().body().length > 0 && !call.method().equals("DELETE");
    if (needed && !type.startsWith("application/json")) {
      throw new VendorException(
          type.isEmpty() ? environment.switches().number(Switch.CONTENT_TYPE_STATUS) : 415,
          "BadRequest",
          "The content type '" + type + "' is not supported.");
    }
  }
}
