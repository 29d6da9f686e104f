package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a path points at. */
final class PathReader {

  private static final Pattern SEGMENT = Pattern.compile("([^()]+)(?:\\((.*)\\))?");

  /** Stands in place of an action where a path means the content of a row. */
  static final String CONTENT = "$content";

  private static final String ACTION = "microsoft.nav.";

  private final Environment environment;
  private final Schema schema;

  PathReader(Environment environment, Schema schema) {
    this.environment = environment;
    this.schema = schema;
  }

  Target read(ApiCall call) {
    List<String> segments = call.segments();
    if (segments.isEmpty()) {
      throw VendorException.notAllowed(call.method(), "/");
    }
    int first = 0;
    Company company = null;
    if (segments.get(0).startsWith("companies(")) {
      company = companyInPath(segments.get(0));
      first = 1;
    }
    if (first == segments.size() || segments.get(first).equals("companies")) {
      throw segments.size() == 1
          ? VendorException.notAllowed(call.method(), "companies")
          : VendorException.noResource(segments.get(segments.size() - 1));
    }
    Matcher named = matched(segments.get(first));
    EntityType type = typeOf(named);
    Company chosen = company == null ? companyOutsidePath(call) : company;
    Target target = new Target(seen(call, chosen), type, null, null, key(named), null);
    for (String segment : segments.subList(first + 1, segments.size())) {
      target = next(target, segment);
    }
    return target;
  }

  private Company seen(ApiCall call, Company company) {
    String intent = call.request().header("data-access-intent").orElse("");
    boolean replicated = call.method().equals("GET") && intent.equalsIgnoreCase("ReadOnly");
    return replicated ? environment.replicaOf(company) : company;
  }

  private Company companyInPath(String segment) {
    UUID id = key(matched(segment));
    return environment.company(id.toString()).orElseThrow(PathReader::noCompany);
  }

  private Company companyOutsidePath(ApiCall call) {
    return Optional.ofNullable(call.request().parameters().get("company"))
        .or(() -> call.isPart() ? call.request().header("company") : Optional.empty())
        .map(name -> name.replaceAll("^'|'$", ""))
        .flatMap(environment::company)
        .or(this::defaultCompany)
        .orElseThrow(PathReader::noCompany);
  }

  static VendorException noCompany() {
    return new VendorException(
        404, "Internal_CompanyNotFound", "The company could not be found or was not named.");
  }

  private Optional<Company> defaultCompany() {
    return environment.switches().on(Switch.DEFAULT_COMPANY)
        ? environment.companies().stream().findFirst()
        : Optional.empty();
  }

  private EntityType typeOf(Matcher segment) {
    EntityType type =
        schema
            .find(segment.group(1))
            .orElseThrow(() -> VendorException.noResource(segment.group(1)));
    if (type.isQuery() && segment.group(2) != null) {
      throw VendorException.url("The rows of the query '" + type.set() + "' have no key.");
    }
    return type;
  }

  private Target next(Target target, String segment) {
    if (segment.toLowerCase(Locale.ROOT).startsWith(ACTION)) {
      return target.withAction(segment.substring(ACTION.length()));
    }
    if (segment.equals("$count") && target.isSet()) {
      return target.withAction("$count");
    }
    Property stream = target.isSet() ? null : target.type().property(segment);
    if (stream != null && stream.kind() == Kind.STREAM) {
      return target.withAction(CONTENT);
    }
    Matcher matcher = matched(segment);
    Navigation navigation = target.type().navigations().get(matcher.group(1));
    if (navigation == null || target.isSet()) {
      throw new VendorException(
          404,
          "BadRequest_NotFound",
          "Resource not found for the segment '" + matcher.group(1) + "'.");
    }
    Row row = target.row();
    EntityType type = schema.type(navigation.set());
    if (navigation.many()) {
      return new Target(
          target.company(), type, navigation.property(), row.id(), key(matcher), null);
    }
    return new Target(target.company(), type, null, null, row.guid(navigation.property()), null);
  }

  static UUID key(Matcher matcher) {
    String key = matcher.group(2);
    if (key == null) {
      return null;
    }
    if (!Literals.isGuid(key)) {
      throw VendorException.url("The key '" + key + "' is no valid GUID.");
    }
    return UUID.fromString(key);
  }

  static Matcher matched(String segment) {
    Matcher matcher = SEGMENT.matcher(segment);
    if (!matcher.matches()) {
      throw VendorException.url("The segment '" + segment + "' cannot be read.");
    }
    return matcher;
  }
}
