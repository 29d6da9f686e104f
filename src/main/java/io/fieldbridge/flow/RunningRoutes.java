package io.fieldbridge.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** What runs in Camel, by the file that it came from. */
final class RunningRoutes {

  private static final String CHANGES = "sync:changes";

  private final CamelContext camel;

  RunningRoutes(CamelContext camel) {
    this.camel = camel;
  }

  /** The locations of all routes that name one of these route configurations. */
  Set<String> dependents(Set<String> configurations) {
    Set<String> dependents = new TreeSet<>();
    for (RouteDefinition route : model().getRouteDefinitions()) {
      String named = route.getRouteConfigurationId();
      if (named != null && Stream.of(named.split(",")).anyMatch(configurations::contains)) {
        dependents.add(location(route.getResource()));
      }
    }
    dependents.remove("");
    return dependents;
  }

  /** Stops what delivers, so that only the intake is left to hold for the swap itself. */
  void stopDeliveries(Set<String> locations) throws Exception {
    for (RouteDefinition route : routes(locations)) {
      if (!route.getInput().getEndpointUri().startsWith(CHANGES)) {
        camel.getRouteController().stopRoute(route.getId());
      }
    }
  }

  /**
   * Removes the routes of the files.
   *
   * @param next what comes in their place; a route whose id is in there goes on counting
   */
  void remove(Set<String> locations, Collection<RouteText> next) throws Exception {
    for (RouteDefinition route : routes(locations)) {
      camel.getRouteController().stopRoute(route.getId());
      if (next.stream().anyMatch(text -> text.text().contains(route.getId()))) {
        keepMetrics(camel.getRoute(route.getId()));
      }
      model().removeRouteDefinition(route);
    }
  }

  void removeConfigurations(Set<String> ids) throws Exception {
    for (RouteConfigurationDefinition one :
        List.copyOf(model().getRouteConfigurationDefinitions())) {
      if (ids.contains(one.getId())) {
        model().removeRouteConfiguration(one);
      }
    }
  }

  /** Camel drops a removed route's meters, unless its policy is not told of the removal. */
  private static void keepMetrics(Route route) {
    if (route != null) {
      route
          .getRoutePolicyList()
          .removeIf(
              policy ->
                  policy.getClass().getName().startsWith("org.apache.camel.component.micrometer"));
    }
  }

  /**
   * Loads and starts the files together, shared configurations before the routes that name them.
   */
  void load(Collection<RouteText> texts) throws Exception {
    List<Resource> resources = new ArrayList<>();
    texts.forEach(text -> resources.add(text.resource()));
    PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
  }

  private List<RouteDefinition> routes(Set<String> locations) {
    return model().getRouteDefinitions().stream()
        .filter(route -> locations.contains(location(route.getResource())))
        .toList();
  }

  private Model model() {
    return (ModelCamelContext) camel;
  }

  private static String location(Resource resource) {
    return resource == null ? "" : resource.getLocation();
  }
}
