package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
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
    try {
      camel.disableJMX();
      camel.getCamelContextExtension().setName("check " + text.name());
      camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
      camel.setSourceLocationEnabled(true);
      camel.build();
      PluginHelper.getRoutesLoader(camel).loadRoutes(text.resource());
      return Optional.of(new LoadedFile(text, camel));
    } catch (Exception e) {
      problems.add(RouteFault.of(e).at(text.name(), 0));
      camel.stop();
      return Optional.empty();
    }
  }

  String name() {
    return text.name();
  }

  CamelContext camel() {
    return camel;
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

  /** Builds the route as a start would, without starting it. */
  void build(RouteDefinition route) throws Exception {
    ((ModelCamelContext) camel).startRouteDefinitions(List.of(route));
  }

  private Model model() {
    return (ModelCamelContext) camel;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
