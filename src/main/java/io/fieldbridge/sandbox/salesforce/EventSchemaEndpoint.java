package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.events.SchemaView;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /sobjects/X__e/eventSchema} and {@code /event/eventSchema/ID}: the schema of an event, of
 * change events too.
 */
final class EventSchemaEndpoint implements Endpoint {

  private static final int FIRST_VERSION = 40;
  private static final int FIRST_VERSION_WITH_FORMATS = 43;

  private final Supplier<OrgEvents> events;

  EventSchemaEndpoint(Supplier<OrgEvents> events) {
    this.events = events;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    boolean named = call.part(0).equalsIgnoreCase("sobjects");
    boolean fits = named || call.part(1).equalsIgnoreCase("eventSchema");
    if (!fits || call.path().size() != 3 || call.major() < FIRST_VERSION) {
      throw Endpoint.notFound();
    }
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    boolean expanded = expanded(call);
    SchemaView schemas = events.get().schemas();
    Optional<ObjectNode> schema =
        named ? schemas.named(call.part(1), expanded) : schemas.withId(call.part(2), expanded);
    return SandboxResponse.json(200, schema.orElseThrow(Endpoint::notFound));
  }

  /** Older versions know the compact form only, and no parameter. */
  private static boolean expanded(ApiCall call) {
    String format = call.parameter("payloadFormat");
    boolean formats = call.major() >= FIRST_VERSION_WITH_FORMATS;
    if (format == null) {
      return formats;
    }
    String wanted = format.toUpperCase(Locale.ROOT);
    if (!formats || !wanted.equals("EXPANDED") && !wanted.equals("COMPACT")) {
      throw new SalesforceError("INVALID_INPUT", "Invalid payloadFormat: " + format);
    }
    return wanted.equals("EXPANDED");
  }
}
