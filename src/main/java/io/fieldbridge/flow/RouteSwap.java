package io.fieldbridge.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new routes in the place of old ones. Deliveries stop first, their messages wait in the
 * inbox; then the intake is held for the moment in which no route listens. When the new ones do not
 * start, the old ones come back.
 */
final class RouteSwap {

  private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

  private final RunningRoutes routes;
  private final Intake intake;
  private final Set<String> locations;
  private final Set<String> shared;

  /**
   * @param locations the files whose routes go
   * @param shared the route configurations that go with them
   */
  RouteSwap(RunningRoutes routes, Intake intake, Set<String> locations, Set<String> shared) {
    this.routes = routes;
    this.intake = intake;
    this.locations = locations;
    this.shared = shared;
  }

  /** Whether the new ones run now. */
  boolean run(List<RouteText> wanted, List<RouteText> before) {
    boolean[] swapped = {false};
    CamelCall.failureOf(() -> routes.stopDeliveries(locations))
        .ifPresent(
            late ->
                LOG.warn("A route did not stop in time; its deliveries go on to their end", late));
    intake.holdWhile(
        () -> {
          swapped[0] = replace(wanted);
          if (!swapped[0] && !replace(before)) {
            LOG.error("Neither the new routes nor the old ones start: {}. Restart.", locations);
          }
        });
    intake.reopen();
    return swapped[0];
  }

  private boolean replace(List<RouteText> texts) {
    Optional<Exception> failure =
        CamelCall.failureOf(
            () -> {
              routes.remove(locations, texts);
              routes.removeConfigurations(shared);
              routes.load(texts);
            });
    failure.ifPresent(
        cause -> {
          LOG.error(
              "New routes do not start: {}. What ran before is started again.",
              RouteFault.of(cause).what());
          LOG.debug("Cause", cause);
        });
    return failure.isEmpty();
  }
}
