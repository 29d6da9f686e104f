package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.SandboxRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which API route a URL means. The tenant may be left out of it, for the token names it too. */
final class Addresses {

  static final String TENANT = "demo.example";
  static final String TENANT_ID = Environment.idOf("tenants/" + TENANT).toString();
  static final String ENVIRONMENT = "sandbox";

  private static final Pattern TOKEN = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
  private static final Pattern API =
      Pattern.compile(
          "(/v2\\.0(?:/(?:"
              + Pattern.quote(TENANT)
              + "|"
              + TENANT_ID
              + "))?/"
              + ENVIRONMENT
              + "/api/)(.*)",
          Pattern.CASE_INSENSITIVE);
  private static final String STANDARD = "v2.0";
  private static final String EXTENSION = "fieldbridge/integration/v1.0";

  private final Environment environment;
  private final Map<String, ApiRoute> routes;

  /** A route, and the call as it looks from there. */
  record Address(ApiRoute route, ApiCall call) {}

  Addresses(Environment environment, Notifier notifier, boolean extended) {
    this.environment = environment;
    this.routes = new LinkedHashMap<>();
    routes.put(STANDARD, new ApiRoute(environment, Demo.STANDARD, notifier));
    Demo.MICROSOFT.forEach(
        (route, schema) -> routes.put(route, new ApiRoute(environment, schema, notifier)));
    if (extended) {
      routes.put(EXTENSION, new ApiRoute(environment, Demo.EXTENSION, notifier));
    }
  }

  static boolean isToken(SandboxRequest request) {
    return TOKEN.matcher(request.path()).matches();
  }

  /** The path of a set of the standard API. */
  static String pathOf(UUID company, String set) {
    return "/v2.0/%s/%s/api/%s/companies(%s)/%s"
        .formatted(TENANT, ENVIRONMENT, STANDARD, company, set);
  }

  Optional<Address> find(SandboxRequest request) {
    Matcher matcher = API.matcher(request.path());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = matcher.group(2);
    return routes.entrySet().stream()
        .filter(each -> (rest + "/").startsWith(each.getKey() + "/"))
        .findFirst()
        .map(each -> address(request, matcher.group(1), rest, each));
  }

  private Address address(
      SandboxRequest request, String start, String rest, Map.Entry<String, ApiRoute> route) {
    String host = request.header("host").orElse("127.0.0.1");
    String below = rest.substring(route.getKey().length()).replaceFirst("^/", "");
    ApiCall call =
        new ApiCall(
            request,
            "http://" + host + start + route.getKey(),
            URLDecoder.decode(below.replace("+", "%2B"), StandardCharsets.UTF_8),
            environment.now());
    return new Address(route.getValue(), call);
  }
}
