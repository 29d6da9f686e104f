package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The set {@code subscriptions} at the root of a route, with the handshake of each. */
final class SubscriptionEndpoint {

  static final String SET = "subscriptions";

  private static final int CLIENT_STATE_MAX = 2048;
  private static final Pattern SEGMENT = Pattern.compile("subscriptions(?:\\('?([^')]+)'?\\))?");
  private static final Pattern RESOURCE =
      Pattern.compile("(?:.*/)?api/(.+)/companies\\(([^)]+)\\)/(\\w+)");

  private final Environment environment;
  private final Schema schema;
  private final Notifier notifier;

  SubscriptionEndpoint(Environment environment, Schema schema, Notifier notifier) {
    this.environment = environment;
    this.schema = schema;
    this.notifier = notifier;
  }

  /** Whether a call is about subscriptions. */
  static boolean isMeant(ApiCall call) {
    return call.segments().size() == 1 && SEGMENT.matcher(call.segments().get(0)).matches();
  }

  SandboxResponse answer(ApiCall call) {
    Matcher matcher = SEGMENT.matcher(call.segments().get(0));
    String id = matcher.matches() ? matcher.group(1) : null;
    return switch (call.method()) {
      case "GET" -> id == null ? list(call) : one(call, found(id), 200);
      case "POST" -> create(call);
      case "PATCH" -> renew(call, found(id));
      case "DELETE" -> delete(call, found(id));
      default -> throw VendorException.notAllowed(call.method(), SET);
    };
  }

  private Subscription found(String id) {
    return notifier
        .subscriptions()
        .find(String.valueOf(id))
        .filter(each -> id != null)
        .orElseThrow(() -> VendorException.noRecord("subscription", id));
  }

  private SandboxResponse list(ApiCall call) {
    ObjectNode json = Json.object().put("@odata.context", call.root() + "/$metadata#" + SET);
    ArrayNode values = json.putArray("value");
    EntityType type = Demo.STANDARD.type(SET);
    QueryOptions options =
        QueryOptions.parse(
            type, call.request().parameters(), schema, Dialect.of(environment.switches()));
    notifier.subscriptions().list().stream()
        .map(Subscription::toJson)
        .filter(each -> options.filter().matches(name -> value(type.property(name), each)))
        .forEach(values::add);
    return SandboxResponse.json(200, json);
  }

  private static Object value(Property property, ObjectNode json) {
    return Literals.value(property, json.path(property.name()).asText());
  }

  private SandboxResponse one(ApiCall call, Subscription subscription, int status) {
    ObjectNode json =
        Json.object().put("@odata.context", call.root() + "/$metadata#" + SET + "/$entity");
    json.setAll(subscription.toJson());
    return SandboxResponse.json(status, json);
  }

  private SandboxResponse create(ApiCall call) {
    ObjectNode body = call.body();
    int most = environment.switches().number(Switch.WEBHOOK_SUBSCRIPTIONS_MAX);
    if (notifier.subscriptions().list().size() >= most) {
      throw VendorException.dialog("The maximum number of subscriptions is " + most + ".");
    }
    Subscription subscription =
        new Subscription(
            UUID.randomUUID().toString().replace("-", ""),
            url(required(body, "notificationUrl")),
            clientState(body, ""),
            topic(call, required(body, "resource")),
            notifier.subscriptions().lifetime(null));
    notifier.shakeHands(subscription.notificationUrl());
    notifier.subscriptions().put(subscription);
    return one(call, subscription, 201);
  }

  private SandboxResponse renew(ApiCall call, Subscription before) {
    WriteEndpoint.checkToken(call, before.etag(), true, environment.switches());
    ObjectNode body = call.body();
    Subscription renewed =
        new Subscription(
            before.id(),
            body.has("notificationUrl")
                ? url(required(body, "notificationUrl"))
                : before.notificationUrl(),
            clientState(body, before.clientState()),
            body.has("resource") ? topic(call, required(body, "resource")) : before.topic(),
            notifier.subscriptions().lifetime(before.lifetime()));
    notifier.shakeHands(renewed.notificationUrl());
    notifier.subscriptions().put(renewed);
    return one(call, renewed, 200);
  }

  private SandboxResponse delete(ApiCall call, Subscription subscription) {
    WriteEndpoint.checkToken(call, subscription.etag(), false, environment.switches());
    notifier.subscriptions().remove(subscription.id());
    return SandboxResponse.empty(204);
  }

  private Subscription.Topic topic(ApiCall call, String resource) {
    Matcher matcher = RESOURCE.matcher(resource);
    if (!matcher.matches() || !call.root().endsWith("/api/" + matcher.group(1))) {
      throw VendorException.dialog("The resource '" + resource + "' is not of this API route.");
    }
    Company company = environment.company(matcher.group(2)).orElseThrow(PathReader::noCompany);
    schema
        .find(matcher.group(3))
        .filter(EntityType::notifies)
        .orElseThrow(
            () ->
                VendorException.dialog(
                    "The resource '" + matcher.group(3) + "' does not support subscriptions."));
    return new Subscription.Topic(call.root(), company.id(), matcher.group(3), resource);
  }

  private String url(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      throw VendorException.badRequest("The notificationUrl '" + text + "' is no valid URL.");
    }
    boolean loopback =
        environment.switches().on(Switch.WEBHOOK_HTTP_ON_LOOPBACK)
            && "http".equals(url.getScheme())
            && String.valueOf(url.getHost()).matches("127\\.0\\.0\\.1|localhost|\\[::1\\]");
    if (!"https".equals(url.getScheme()) && !loopback) {
      throw VendorException.dialog("The notificationUrl must begin with https.");
    }
    return text;
  }

  private static String clientState(ObjectNode body, String otherwise) {
    String state = body.path("clientState").asText(otherwise);
    if (state.length() > CLIENT_STATE_MAX) {
      throw new VendorException(
          400,
          "Application_StringExceededLength",
          "The length of the string is %d, but it must be less than or equal to %d characters. Property: clientState."
              .formatted(state.length(), CLIENT_STATE_MAX));
    }
    return state;
  }

  private static String required(ObjectNode body, String name) {
    String value = body.path(name).asText();
    if (value.isBlank()) {
      throw new VendorException(
          400, "BadRequest_RequiredParamNotProvided", "A \"" + name + "\" must be provided.");
    }
    return value;
  }
}
