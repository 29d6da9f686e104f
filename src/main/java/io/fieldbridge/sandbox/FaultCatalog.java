package io.fieldbridge.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What faults a simulated system can show, and on which of its objects and operations. {@code
 * operations} names all that a request can be; an object or operation that is not in here cannot be
 * waited for.
 */
public record FaultCatalog(List<Kind> kinds, Set<String> objects, Set<String> operations) {

  /** How a fault comes about. */
  public enum Way {
    /** It is armed, and the first request that fits shows it. */
    REQUEST,
    /** It shows at the moment it is switched on, or right before the request that it names. */
    AT_ONCE,
    /** It holds from the moment it is switched on until it is disarmed. */
    LASTING
  }

  /**
   * One kind of fault.
   *
   * @param shows what a client sees, in a few words
   * @param operations the only operations that can show it; empty where any can
   * @param milliseconds what holds where none are given
   */
  public record Kind(
      String name, String shows, Way way, Set<String> operations, long milliseconds) {

    /** A fault of any request. */
    public static Kind ofRequests(String name, String shows) {
      return new Kind(name, shows, Way.REQUEST, Set.of(), 500);
    }

    /** A fault that shows at once and has nothing to wait for. */
    public static Kind atOnce(String name, String shows) {
      return new Kind(name, shows, Way.AT_ONCE, Set.of(), 500);
    }

    /** The same for these operations only. */
    public Kind onlyOn(Set<String> some) {
      return new Kind(name, shows, way, some, milliseconds);
    }

    Kind within(long otherwise) {
      return new Kind(name, shows, way, operations, otherwise);
    }
  }

  private static final List<Kind> SHARED =
      List.of(
          Kind.ofRequests("latency", "the answer comes so many milliseconds later"),
          Kind.ofRequests(
              "lost-reply", "the work is done, the connection closes without an answer"),
          Kind.ofRequests(
              "commit-later", "the connection closes, the work is done so many milliseconds later"),
          Kind.ofRequests(
                  "hang", "nothing is done, the connection stays silent so long and then closes")
              .within(120_000),
          Kind.ofRequests("connection-reset", "nothing is done, the connection is reset (RST)"),
          Kind.ofRequests(
              "truncated-body", "the work is done, the answer breaks off in the middle"),
          Kind.ofRequests("server-error", "nothing is done, the vendor's 500"),
          Kind.ofRequests("server-error-committed", "the work is done, the vendor's 500"),
          Kind.ofRequests("unavailable-html", "nothing is done, a proxy answers 503 with HTML"),
          Kind.ofRequests("gateway-timeout", "the work is done, a proxy answers 504 with HTML"),
          new Kind(
              "wrong-clock",
              "the system's clock is so many milliseconds ahead (negative: behind)",
              Way.LASTING,
              Set.of(),
              3_600_000));

  /** The faults of the transport, which every system shows, and these of its own. */
  public static FaultCatalog with(List<Kind> own, Set<String> objects, Set<String> operations) {
    List<Kind> all = new ArrayList<>(SHARED);
    all.addAll(own);
    return new FaultCatalog(List.copyOf(all), sorted(objects), sorted(operations));
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException with what is possible, where there is none
   */
  Kind kind(String name) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown fault '" + name + "', known: " + names(kinds, Kind::name)));
  }

  /** The object in this system's own spelling; null for null. */
  String object(String given) {
    return known("object", given, objects);
  }

  /** The operation in this system's own spelling; null for null. */
  String operation(Kind kind, String given) {
    String operation = known("operation", given, operations);
    Set<String> fitting = kind.operations();
    if (operation == null || fitting.isEmpty() || fitting.contains(operation)) {
      return operation;
    }
    throw new IllegalArgumentException(
        "'%s' does not show on the operation '%s', only on %s"
            .formatted(kind.name(), operation, sorted(fitting)));
  }

  private static String known(String what, String given, Set<String> possible) {
    if (given == null) {
      return null;
    }
    Optional<String> found = possible.stream().filter(given::equalsIgnoreCase).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "unknown " + what + " '" + given + "', possible: " + possible));
  }

  private static Set<String> names(List<Kind> kinds, Function<Kind, String> name) {
    return kinds.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> sorted(Set<String> names) {
    TreeSet<String> sorted =
        new TreeSet<>(
            Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT))
                .thenComparing(Comparator.naturalOrder()));
    sorted.addAll(names);
    return Collections.unmodifiableSet(sorted);
  }
}
