package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/** One route file in a context of its own that never starts. */
final class LoadedFile implements AutoCloseable {

  private final RouteText text;
  private final CamelContext camel;

  private LoadedFile(RouteText text, CamelContext camel) {
    this.text = text;
    this.camel = camel;
  }

  /** Empty where the file cannot even be read as routes; why is among the problems then. */
  static Optional<LoadedFile> load(RouteText text, CamelContext camel, List<Problem> problems) {
    if (text.text().isBlank()) {
      problems.add(
          new Problem(text.name(), 0, "the file is empty", "Write a route, or delete the file"));
      return Optional.empty();
    }
    LoadedFile loaded = new LoadedFile(text, camel);
    Optional<Exception> failure = CamelCall.failureOf(loaded::read);
    if (failure.isEmpty()) {
      return Optional.of(loaded);
    }
    problems.add(RouteFault.of(failure.get()).at(text.name(), 0));
    camel.stop();
    return Optional.empty();
  }

  private void read() throws Exception {
    camel.disableJMX();
    camel.getCamelContextExtension().setName("check " + text.name());
    camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
    camel.setSourceLocationEnabled(true);
    camel.build();
    PluginHelper.getRoutesLoader(camel).loadRoutes(text.resource());
  }

  String name() {
    return text.name();
  }

  CamelContext camel() {
    return camel;
  }

  /** The endpoint of that address, its settings filled in. */
  Endpoint endpoint(String uri) {
    return camel.getEndpoint(camel.resolvePropertyPlaceholders(uri));
  }

  List<RouteDefinition> routes() {
    return List.copyOf(model().getRouteDefinitions());
  }

  List<RouteConfigurationDefinition> configurations() {
    return List.copyOf(model().getRouteConfigurationDefinitions());
  }

  List<String> configurationIds() {
    return configurations().stream().map(RouteConfigurationDefinition::getId).toList();
  }

  /** Builds the route as a start would, without starting it; what is wrong with it, if anything. */
  Optional<Exception> build(RouteDefinition route) {
    return CamelCall.failureOf(
        () -> ((ModelCamelContext) camel).startRouteDefinitions(List.of(route)));
  }

  private Model model() {
    return (ModelCamelContext) camel;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
