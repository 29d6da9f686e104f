package io.fieldbridge;

import io.fieldbridge.flow.Engine;
import io.fieldbridge.flow.HotSwap;
import io.fieldbridge.flow.InboxRepository;
import io.fieldbridge.flow.KeySweep;
import io.fieldbridge.flow.Retention;
import io.fieldbridge.flow.RouteChecker;
import io.fieldbridge.flow.Webhook;
import io.fieldbridge.inbox.SeenKeys;
import io.fieldbridge.operator.CommandFailedException;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;

/** What routes of stock Camel find in a daemon: beans, properties and the swap of their files. */
final class StockCamel {

  private StockCamel() {}

  /** The beans that routes may name. To be made once per process, before any route starts. */
  static Map<String, Object> beans(Settings settings, Engine engine, Wiring.Schedules schedules) {
    return Map.of(
        "engine",
        engine,
        "inboxRepository",
        InboxRepository.open(new SeenKeys(engine.state().store())),
        "retention",
        new Retention(engine.state(), settings.process().retention()),
        "keySweep",
        new KeySweep(engine),
        "keySweepSchedule",
        schedules.keySweep(),
        "retentionSchedule",
        schedules.retention(),
        "webhook",
        new Webhook(settings.process().alert()));
  }

  /** A swap that checks against everything that the running context knows. */
  static HotSwap hotSwap(Settings settings, Engine engine, CamelContext camel) {
    RouteChecker checker =
        new RouteChecker(
            () -> {
              CamelContext apart =
                  new DefaultCamelContext(new DefaultRegistry(camel.getRegistry()));
              apart
                  .getPropertiesComponent()
                  .setInitialProperties(camel.getPropertiesComponent().loadProperties());
              return apart;
            });
    try {
      return HotSwap.of(settings.home(), engine, camel, checker);
    } catch (IOException e) {
      throw new CommandFailedException(
          "routes/ and mappings/ in " + settings.home() + " cannot be watched: " + e.getMessage());
    }
  }

  /** A checker for a daemon that does not run, or not yet. */
  static RouteChecker checker(Settings settings, Map<String, Object> beans) {
    Properties properties = new Properties();
    properties.putAll(settings.routeProperties());
    return new RouteChecker(
        () -> {
          CamelContext apart = new DefaultCamelContext();
          beans.forEach(apart.getRegistry()::bind);
          apart.getPropertiesComponent().setInitialProperties(properties);
          return apart;
        });
  }
}
