package io.fieldbridge.flow;

import io.fieldbridge.mapping.Contract;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Endpoint;

/** What {@code sync:} and {@code inbox:} need where they stand in a route. */
final class EndpointRules {

  private static final String ADVICE = "See docs/routes.md for the verbs and their options";
  private static final Set<String> OUTCOMES = Set.of("accepted", "pending", "rejected", "retry");
  private static final Set<String> DIRECTIONS = Set.of("to-erp", "to-crm");

  private EndpointRules() {}

  /** What is wrong with it as the start of a route. */
  static Optional<RouteFault> start(Endpoint endpoint) {
    if (endpoint instanceof SyncEndpoint sync) {
      return sync.getVerb().equals("changes")
          ? options(sync, "system", sync.getSystem(), "object", sync.getObject())
          : wrong("'sync:" + sync.getVerb() + "' cannot start a route; only sync:changes can");
    }
    if (endpoint instanceof InboxEndpoint inbox) {
      if (inbox.getName().equals("waiting")) {
        return wrong("'inbox:waiting' cannot start a route; it ends a delivery that failed");
      }
      return inbox.tellsParked() || inbox.getName().equals(Arrivals.REPORT)
          ? Optional.empty()
          : flow(inbox);
    }
    return Optional.empty();
  }

  /** What is wrong with it as a step. */
  static Optional<RouteFault> step(Endpoint endpoint) {
    if (endpoint instanceof SyncEndpoint sync) {
      return step(sync);
    }
    if (endpoint instanceof InboxEndpoint inbox) {
      return switch (inbox.getName()) {
        case "parked" -> Optional.empty();
        case "waiting" -> times(inbox);
        default -> flow(inbox);
      };
    }
    return Optional.empty();
  }

  private static Optional<RouteFault> step(SyncEndpoint sync) {
    return switch (sync.getVerb()) {
      case "translate" -> options(sync, "to", sync.getTo());
      case "rate" -> options(sync, "system", sync.getSystem());
      case "write" -> options(sync, "system", sync.getSystem(), "object", sync.getObject());
      case "post" -> options(sync, "action", sync.getAction());
      case "report" ->
          OUTCOMES.contains(sync.getOutcome())
              ? Optional.empty()
              : wrong("sync:report has no outcome '" + sync.getOutcome() + "', only " + OUTCOMES);
      case "refresh" -> options(sync, "flow", sync.getFlow(), "field", sync.getField());
      default -> verb(sync);
    };
  }

  private static Optional<RouteFault> verb(SyncEndpoint sync) {
    try {
      Steps.named(sync.getVerb(), sync, sync.engine());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return wrong(e.getMessage());
    }
  }

  /** Name and value by turns. */
  private static Optional<RouteFault> options(SyncEndpoint sync, String... pairs) {
    for (int at = 0; at < pairs.length; at += 2) {
      String name = pairs[at];
      String value = pairs[at + 1];
      if (value == null) {
        return wrong("sync:" + sync.getVerb() + " needs the option '" + name + "'");
      }
      Set<String> roles = sync.engine().systems().roles().keySet();
      if ((name.equals("system") || name.equals("to")) && !roles.contains(value)) {
        return wrong(
            "sync:" + sync.getVerb() + ": no system plays the role '" + value + "', only " + roles);
      }
    }
    return Optional.empty();
  }

  private static Optional<RouteFault> flow(InboxEndpoint inbox) {
    if (inbox.engine().contracts().find(inbox.getName()).isEmpty()) {
      return Optional.of(
          new RouteFault(
              0,
              "inbox:" + inbox.getName() + " has no contract of that name",
              "Write mappings/" + inbox.getName() + ".yaml without mistakes, or correct the name"));
    }
    Contract contract = inbox.engine().contracts().find(inbox.getName()).get();
    if (DIRECTIONS.contains(String.valueOf(inbox.getDirection()))
        && !contract.takes(inbox.getDirection())) {
      return wrong("the contract " + contract.flow() + " has no direction " + inbox.getDirection());
    }
    return DIRECTIONS.contains(String.valueOf(inbox.getDirection()))
        ? Optional.empty()
        : wrong(
            "inbox:"
                + inbox.getName()
                + " has the direction '"
                + inbox.getDirection()
                + "'; expected to-erp or to-crm");
  }

  private static Optional<RouteFault> times(InboxEndpoint inbox) {
    try {
      Durations.parse(inbox.getBackOff());
      Durations.parse(inbox.getBackOffMax());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return wrong("inbox:waiting: " + e.getMessage());
    }
  }

  private static Optional<RouteFault> wrong(String what) {
    return Optional.of(new RouteFault(0, what, ADVICE));
  }
}
