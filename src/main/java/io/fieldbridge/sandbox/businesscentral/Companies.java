package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.List;
import java.util.Map;

/** The set {@code companies}, which belongs to no company. */
final class Companies {

  private static final EntityType TYPE = Demo.STANDARD.type("companies");

  private final Environment environment;

  Companies(Environment environment) {
    this.environment = environment;
  }

  SandboxResponse read(ApiCall call) {
    String segment = call.segments().get(0);
    QueryOptions options =
        QueryOptions.parse(
            TYPE,
            call.request().parameters(),
            environment.schema(),
            Dialect.of(environment.switches()));
    String context = call.root() + "/$metadata#companies";
    if (!segment.equals("companies")) {
      String key = PathReader.key(PathReader.matched(segment)).toString();
      Company company =
          environment.company(key).orElseThrow(() -> VendorException.noRecord("company", key));
      ObjectNode json = Json.object().put("@odata.context", context + "/$entity");
      json.setAll(json(company, options));
      return SandboxResponse.json(200, json);
    }
    ObjectNode json = Json.object().put("@odata.context", context);
    List<Company> found =
        environment.companies().stream()
            .filter(
                company -> options.filter().matches(Calculated.values(company, TYPE, row(company))))
            .sorted((one, other) -> compare(options, row(one), row(other)))
            .toList();
    if (options.window().count()) {
      json.put("@odata.count", found.size());
    }
    ArrayNode values = json.putArray("value");
    int top = options.window().top();
    found.stream()
        .skip(options.window().skip())
        .limit(top < 0 ? Long.MAX_VALUE : top)
        .forEach(company -> values.add(json(company, options)));
    return SandboxResponse.json(200, json);
  }

  private static int compare(QueryOptions options, Row one, Row other) {
    for (QueryOptions.Order each : options.order()) {
      String name = each.property().name();
      int sign = Comparison.compare(one.get(name), other.get(name));
      if (sign != 0) {
        return each.descending() ? -sign : sign;
      }
    }
    return 0;
  }

  private ObjectNode json(Company company, QueryOptions options) {
    return new RowJson(environment.schema(), company).write(TYPE, row(company), options);
  }

  private static Row row(Company company) {
    Map<String, Object> values = TYPE.empties();
    values.put("id", company.id());
    values.put("systemVersion", "29.0.0.0");
    values.put("timestamp", 1L);
    values.put("name", company.name());
    values.put("displayName", company.name());
    return new Row(company.id(), values, 1);
  }
}
