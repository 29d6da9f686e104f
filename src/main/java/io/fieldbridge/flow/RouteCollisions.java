package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.model.RouteDefinition;

/** What no two routes may have in common, in whichever files they stand. */
final class RouteCollisions {

  private final List<LoadedFile> files;
  private final List<Problem> problems;

  RouteCollisions(List<LoadedFile> files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  private record Place(String file, int line) {
    @Override
    public String toString() {
      return line > 0 ? file + ":" + line : file;
    }
  }

  void check() {
    refuse(
        (file, route) -> Optional.ofNullable(route.getId()),
        "the route id '%s' is used more than once: in %s",
        "Give each route an id of its own");
    refuse(
        RouteCollisions::inbox,
        "more than one route delivers %s, and they would take each other's messages: %s",
        "Let one route deliver them; a choice in it can tell them apart");
  }

  private void refuse(
      BiFunction<LoadedFile, RouteDefinition, Optional<String>> what, String told, String advice) {
    Map<String, List<Place>> places = new TreeMap<>();
    for (LoadedFile file : files) {
      for (RouteDefinition route : file.routes()) {
        Place place = new Place(file.name(), Math.max(route.getLineNumber(), 0));
        what.apply(file, route)
            .ifPresent(key -> places.computeIfAbsent(key, first -> new ArrayList<>()).add(place));
      }
    }
    places.values().removeIf(one -> one.size() == 1);
    places.forEach(
        (key, all) -> {
          String list = all.stream().map(Place::toString).collect(Collectors.joining(" and "));
          all.forEach(
              one ->
                  problems.add(
                      new Problem(one.file(), one.line(), told.formatted(key, list), advice)));
        });
  }

  /** The inbox that the route delivers; endpoints that are wrong are told by others. */
  private static Optional<String> inbox(LoadedFile file, RouteDefinition route) {
    if (route.getInput() == null || route.getInput().getEndpointUri() == null) {
      return Optional.empty();
    }
    Endpoint[] found = new Endpoint[1];
    CamelCall.failureOf(() -> found[0] = file.endpoint(route.getInput().getEndpointUri()));
    return found[0] instanceof InboxEndpoint inbox && !inbox.tellsParked()
        ? Optional.of(inbox.queue())
        : Optional.empty();
  }
}
