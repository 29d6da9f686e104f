package io.fieldbridge.flow;

import io.fieldbridge.mapping.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.SimpleExpression;

/** What has to hold of one route file: each step by itself, then each route as a whole. */
final class RouteRules {

  private static final Set<Class<?>> PREDICATES =
      Set.of(WhenDefinition.class, FilterDefinition.class, ValidateDefinition.class);

  private final LoadedFile file;
  private final Set<String> configurations;
  private final List<Problem> problems;

  RouteRules(LoadedFile file, Set<String> configurations, List<Problem> problems) {
    this.file = file;
    this.configurations = configurations;
    this.problems = problems;
  }

  void check() {
    for (RouteConfigurationDefinition shared : file.configurations()) {
      for (OnExceptionDefinition handler : shared.getOnExceptions()) {
        steps(handler.getOutputs(), new FlowRules(null));
      }
    }
    file.routes().forEach(this::check);
  }

  private void check(RouteDefinition route) {
    if (route.getInput() == null) {
      String what = "the route '" + route.getId() + "' begins nowhere";
      add(new RouteFault(0, what, "Begin it with 'from:' and a uri"), route);
      return;
    }
    int before = problems.size();
    Endpoint start = start(route);
    configuration(route);
    steps(route.getOutputs(), new FlowRules(start));
    if (problems.size() == before) {
      build(route);
    }
  }

  private Endpoint start(RouteDefinition route) {
    Endpoint endpoint = endpoint(route.getInput());
    EndpointRules.start(endpoint).ifPresent(fault -> add(fault, route.getInput()));
    if (endpoint instanceof InboxEndpoint inbox
        && !inbox.tellsParked()
        && route.getRouteConfigurationId() == null) {
      add(
          new RouteFault(
              0,
              "the route '" + route.getId() + "' delivers, but nothing says what a failure does",
              "Add 'routeConfigurationId: delivery' to it"),
          route);
    }
    return endpoint;
  }

  private void configuration(RouteDefinition route) {
    String named = route.getRouteConfigurationId();
    if (named != null) {
      for (String one : named.split(",")) {
        if (!one.contains("*") && !configurations.contains(one.trim())) {
          add(
              new RouteFault(
                  0,
                  "there is no routeConfiguration '" + one.trim() + "'",
                  "Name one of " + configurations),
              route);
        }
      }
    }
  }

  private void steps(List<ProcessorDefinition<?>> outputs, FlowRules flow) {
    for (ProcessorDefinition<?> step : nodes(outputs)) {
      if (step instanceof EndpointRequiredDefinition named
          && !(step instanceof ToDynamicDefinition)) {
        Endpoint endpoint = endpoint(named, step);
        EndpointRules.step(endpoint)
            .or(() -> flow.step(endpoint))
            .ifPresent(fault -> add(fault, step));
      }
      if (step instanceof HasExpressionType holder && holder.getExpressionType() != null) {
        expression(holder.getExpressionType(), step, PREDICATES.contains(step.getClass()));
      }
      if (step instanceof LogDefinition log && log.getMessage() != null) {
        expression(new SimpleExpression(log.getMessage()), step, false);
      }
      if (step instanceof BeanDefinition bean && bean.getRef() != null) {
        bean(bean.getRef(), step);
      }
    }
  }

  @SuppressWarnings("rawtypes")
  private static List<ProcessorDefinition<?>> nodes(List<ProcessorDefinition<?>> outputs) {
    Collection<ProcessorDefinition> found =
        ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class);
    List<ProcessorDefinition<?>> nodes = new ArrayList<>();
    found.forEach(nodes::add);
    return nodes;
  }

  private Endpoint endpoint(OptionalIdentifiedDefinition<?> from) {
    return endpoint((EndpointRequiredDefinition) from, from);
  }

  private Endpoint endpoint(EndpointRequiredDefinition named, OptionalIdentifiedDefinition<?> at) {
    String uri = named.getEndpointUri();
    Endpoint[] found = new Endpoint[1];
    if (uri != null) {
      CamelCall.failureOf(() -> found[0] = file.endpoint(uri))
          .ifPresent(failure -> add(RouteFault.of(failure), at));
    }
    return found[0];
  }

  private void bean(String name, ProcessorDefinition<?> at) {
    if (file.camel().getRegistry().lookupByName(name) == null) {
      add(RouteFault.noBean(name), at);
    }
  }

  private void expression(
      ExpressionDefinition expression, ProcessorDefinition<?> at, boolean predicate) {
    CamelCall.failureOf(
            () -> {
              if (predicate) {
                expression.createPredicate(file.camel());
              } else {
                expression.createExpression(file.camel());
              }
            })
        .ifPresent(failure -> add(wrong(expression, RouteFault.of(failure)), at));
  }

  private static RouteFault wrong(ExpressionDefinition expression, RouteFault fault) {
    return new RouteFault(
        0,
        "the expression '" + expression.getExpression() + "' is wrong: " + fault.what(),
        fault.advice().replace("the route", "the expression"));
  }

  /** Finds what no single step shows. */
  private void build(RouteDefinition route) {
    file.build(route).ifPresent(failure -> add(RouteFault.of(failure), route));
  }

  private void add(RouteFault fault, OptionalIdentifiedDefinition<?> at) {
    problems.add(fault.at(file.name(), at.getLineNumber()));
  }
}
