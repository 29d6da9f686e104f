package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Optional;
import java.util.regex.Pattern;

/** POST, PATCH, DELETE and bound actions, each under the version token of its row. */
final class WriteEndpoint {

  private static final Pattern TOKEN = Pattern.compile("W/\"[A-Za-z0-9+/=]+\"");

  private static final Pattern NO_CONTENT = Pattern.compile("return(-no-content|=minimal)");

  private final ReadEndpoint reads;

  WriteEndpoint(ReadEndpoint reads) {
    this.reads = reads;
  }

  SandboxResponse write(ApiCall call, Target target, Transaction transaction) {
    return switch (call.method()) {
      case "POST" ->
          target.action() == null
              ? create(call, target, transaction)
              : act(call, target, transaction);
      case "PATCH" -> change(call, target, transaction);
      case "DELETE" -> delete(call, target, transaction);
      default -> throw VendorException.notAllowed(call.method(), target.type().set());
    };
  }

  private SandboxResponse create(ApiCall call, Target target, Transaction transaction) {
    if (!target.isSet()) {
      throw VendorException.notAllowed("POST", target.type().entity());
    }
    QueryOptions options =
        transaction.switches().on(Switch.EXPAND_ON_CREATE)
            ? reads.options(call, target.type())
            : QueryOptions.NONE;
    Row row = EntityWriter.create(transaction, target.type(), call.body(), target.parentId());
    boolean silent = NO_CONTENT.matcher(call.request().header("prefer").orElse("")).find();
    SandboxResponse answer =
        silent
            ? SandboxResponse.empty(204)
            : SandboxResponse.json(201, reads.entity(call, target, row, options));
    return located(answer, call, target, target.type().set() + "(" + row.id() + ")");
  }

  private SandboxResponse change(ApiCall call, Target target, Transaction transaction) {
    needsRow(call, target);
    Row row = target.row();
    checkToken(call, row.etag(), true, transaction.switches());
    if (PathReader.CONTENT.equals(target.action())) {
      Media.write(transaction, target.type(), row, call);
      return SandboxResponse.empty(204);
    }
    Row changed = EntityWriter.change(transaction, target.type(), row, call.body());
    return SandboxResponse.json(200, reads.entity(call, target, changed, QueryOptions.NONE));
  }

  private SandboxResponse delete(ApiCall call, Target target, Transaction transaction) {
    needsRow(call, target);
    Row row = target.row();
    boolean needed = transaction.switches().on(Switch.DELETE_NEEDS_TAG);
    checkToken(call, row.etag(), needed, transaction.switches());
    EntityWriter.delete(transaction, target.type(), row);
    return SandboxResponse.empty(204);
  }

  private SandboxResponse act(ApiCall call, Target target, Transaction transaction) {
    needsRow(call, target);
    Row row = target.row();
    checkToken(call, row.etag(), false, transaction.switches());
    Optional<String> made = Actions.run(transaction, target.type(), row, target.action());
    SandboxResponse done = SandboxResponse.empty(204);
    return made.filter(address -> transaction.switches().on(Switch.ACTION_LOCATION))
        .map(address -> located(done, call, target, address))
        .orElse(done);
  }

  private static SandboxResponse located(
      SandboxResponse answer, ApiCall call, Target target, String address) {
    return answer.with(
        "Location", "%s/companies(%s)/%s".formatted(call.root(), target.company().id(), address));
  }

  private static void needsRow(ApiCall call, Target target) {
    if (target.isSet()) {
      throw VendorException.notAllowed(call.method(), target.type().set());
    }
  }

  /** Checks the version that a call was meant for. */
  static void checkToken(ApiCall call, String etag, boolean needed, Switches switches) {
    Optional<String> token = call.request().header("if-match").map(String::trim);
    if (token.isEmpty() && !needed || token.filter("*"::equals).isPresent()) {
      return;
    }
    if (token.filter(TOKEN.asMatchPredicate()).isEmpty()) {
      throw new VendorException(
          400,
          "BadRequest_InvalidToken",
          "The If-Match header is missing or holds no valid token.");
    }
    if (!token.get().equals(etag)) {
      throw entityChanged(switches);
    }
  }

  static VendorException entityChanged(Switches switches) {
    return new VendorException(
        switches.number(Switch.STALE_STATUS),
        "Request_EntityChanged",
        "Another user has already changed the record. Refresh the page and try again.");
  }
}
