package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /search?q=FIND {text} RETURNING X(fields), Y}. */
final class SearchEndpoint implements Endpoint {

  private static final int RECORDS_MAX = 200;
  private static final Pattern FIND =
      Pattern.compile(
          "(?is)\\s*FIND\\s*\\{([^}]*)}(?:\\s+IN\\s+\\w+\\s+FIELDS)?(?:\\s+RETURNING\\s+(.*))?");
  private static final Pattern RETURNING =
      Pattern.compile("\\s*(\\w+)\\s*(?:\\(([\\w\\s,]*)[^)]*\\))?\\s*(?:,|$)");

  private final Org org;

  SearchEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    Matcher find = FIND.matcher(call.parameter("q") == null ? "" : call.parameter("q"));
    if (!find.matches()) {
      throw new SalesforceError("MALFORMED_SEARCH", "No search term found");
    }
    TextSearch search = new TextSearch(org, find.group(1));
    ArrayNode found = Json.array();
    Matcher returning =
        RETURNING.matcher(find.group(2) == null ? "Account,Contact" : find.group(2));
    while (returning.find() && !returning.group().isBlank()) {
      ObjectType type = TextSearch.object(call, returning.group(1));
      String names = returning.group(2) == null ? "Id" : returning.group(2);
      search
          .records(
              call,
              type,
              RecordEndpoint.named(type, List.of(names.split(","))),
              RECORDS_MAX - found.size())
          .forEach(found::add);
    }
    return SandboxResponse.json(200, Json.object().set("searchRecords", found));
  }
}
