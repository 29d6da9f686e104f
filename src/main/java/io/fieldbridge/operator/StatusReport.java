package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Stop;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.inbox.Backlog;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the daemon, its systems, feeds and flows fare. Calls no system. */
final class StatusReport {

  private static final Duration LATELY = Duration.ofHours(24);

  private final Desk desk;

  StatusReport(Desk desk) {
    this.desk = desk;
  }

  ObjectNode report() {
    Instant now = desk.house().clock().instant();
    ObjectNode report =
        JsonText.object()
            .put("since", Views.time(desk.house().started()))
            .put("at", Views.time(now))
            .put("home", desk.house().home().toString());
    boolean red = systems(report.putArray("systems"));
    red |= feeds(report.putArray("feeds"), now);
    red |= flows(report.putArray("flows"));
    return report.put("red", red);
  }

  private boolean systems(ArrayNode rows) {
    Map<String, String> bound = new PairIdentity(desk.memory().store()).bound();
    boolean red = false;
    for (Connector connector : sorted(desk)) {
      ConnectorStatus status = connector.status();
      ObjectNode row =
          rows.addObject()
              .put("system", connector.system())
              .put("identity", identity(connector.system(), bound));
      status.lastAnswer().ifPresent(at -> row.put("lastAnswer", Views.time(at)));
      status.lastFailure().ifPresent(failure -> row.put("failure", failure));
      row.put("red", status.lastFailure().isPresent());
      row.put("calls", status.calls().values().stream().mapToLong(Long::longValue).sum());
      ObjectNode purposes = row.putObject("callsByPurpose");
      new TreeMap<>(status.calls()).forEach(purposes::put);
      red |= status.lastFailure().isPresent();
    }
    return red;
  }

  static List<Connector> sorted(Desk desk) {
    return desk.remote().systems().all().stream()
        .sorted(Comparator.comparing(Connector::system))
        .toList();
  }

  /** What the database is bound to; empty before the first contact. */
  private static String identity(String system, Map<String, String> bound) {
    String prefix = system + ".";
    return bound.entrySet().stream()
        .filter(part -> part.getKey().startsWith(prefix))
        .map(part -> part.getKey().substring(prefix.length()) + " " + part.getValue())
        .collect(Collectors.joining(", "));
  }

  private boolean feeds(ArrayNode rows, Instant now) {
    boolean anyRed = false;
    for (FeedStatus feed : desk.remote().feeds().get()) {
      boolean red = feed.red(now, desk.house().started());
      ObjectNode row = rows.addObject().put("feed", feed.feed()).put("system", feed.system());
      feed.lastSignOfLife().ifPresent(at -> row.put("lastSignOfLife", Views.time(at)));
      row.put("silenceLimitSeconds", feed.silenceLimit().toSeconds());
      row.put("red", red);
      if (red) {
        row.put("failure", feed.failure().orElse("silent for too long"));
      }
      anyRed |= red;
    }
    return anyRed;
  }

  /** One row a flow, and one for whatever else waits in the inbox, such as reports. */
  private boolean flows(ArrayNode rows) {
    Map<String, List<Problem>> live = desk.remote().live().get();
    List<Backlog> backlog = desk.memory().inbox().backlog();
    Instant now = desk.memory().store().now();
    TreeSet<String> flows = new TreeSet<>(backlog.stream().map(Backlog::flow).toList());
    desk.remote().contracts().all().stream().map(Contract::flow).forEach(flows::add);
    boolean red = false;
    for (String flow : flows) {
      List<Backlog> own = backlog.stream().filter(part -> part.flow().equals(flow)).toList();
      boolean contract = desk.remote().contracts().find(flow).isPresent();
      ObjectNode row = rows.addObject();
      row.put("flow", flow)
          .put("mode", contract ? Views.word(desk.memory().modes().mode(flow)) : "")
          .put("waiting", count(own, State.PENDING, State.CLAIMED, State.WAITING))
          .put("parked", count(own, State.PARKED))
          .put("inDoubt", count(own, State.IN_DOUBT))
          .put("delivered", desk.memory().inbox().deliveredSince(flow, now.minus(LATELY)))
          .put("linked", desk.memory().links().count(flow))
          .put("oldestSeconds", oldest(own, now));
      List<Problem> wrong = live.getOrDefault(flow, List.of());
      Optional<Stop> stop = desk.memory().breaker().stop(flow);
      stop.ifPresent(reason -> row.put("stopped", reason.words()));
      boolean held = deliveries(row.putArray("deliveries"), flow);
      row.put("red", stop.isPresent() || held || wrong.stream().anyMatch(Problem::hard));
      red |= row.path("red").asBoolean();
      ArrayNode problems = row.putArray("contractProblems");
      wrong.forEach(problem -> problems.add(words(problem)));
    }
    return red;
  }

  /** Tells what holds the flow's messages back; whether any of it is red. */
  private boolean deliveries(ArrayNode told, String flow) {
    Instant now = desk.house().clock().instant();
    List<DeliveryStatus> own =
        desk.remote().deliveries().get().stream().filter(one -> one.flow().equals(flow)).toList();
    own.stream().flatMap(one -> one.told(now).stream()).forEach(told::add);
    return own.stream().anyMatch(one -> one.red(now));
  }

  private static String words(Problem problem) {
    return (problem.hard() ? "RED " : "warning ") + "mappings/" + problem;
  }

  private static long count(List<Backlog> backlog, State... states) {
    List<State> wanted = List.of(states);
    return backlog.stream()
        .filter(part -> wanted.contains(part.state()))
        .mapToLong(Backlog::count)
        .sum();
  }

  private static long oldest(List<Backlog> backlog, Instant now) {
    return backlog.stream()
        .map(Backlog::oldest)
        .min(Comparator.naturalOrder())
        .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
        .orElse(0L);
  }
}
