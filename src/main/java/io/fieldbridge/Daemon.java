package io.fieldbridge;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.flow.Engine;
import io.fieldbridge.flow.HotSwap;
import io.fieldbridge.operator.CommandFailedException;
import io.fieldbridge.operator.ControlRoutes;
import io.fieldbridge.operator.ControlToken;
import io.fieldbridge.operator.DaemonHealth;
import io.fieldbridge.operator.Desk;
import io.fieldbridge.operator.OperatorMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The running daemon: the engine, the routes around it and the HTTP server for its operators. */
final class Daemon implements AutoCloseable {

  private final Settings settings;
  private final Engine engine;
  private final Main main = new Main();
  private HotSwap hotSwap;

  private Daemon(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** Opens the database and the doors to both systems; sends nothing to them yet. */
  static Daemon open(Settings settings) {
    return open(settings, InstantSource.system());
  }

  /**
   * @param clock tells flows what day it is; connectors go by the true time
   */
  static Daemon open(Settings settings, InstantSource clock) {
    return new Daemon(settings, Wiring.engine(settings, clock));
  }

  /** Starts every route; changes come in only then, once both systems are known. */
  void start() {
    Properties properties = new Properties();
    properties.putAll(settings.routeProperties());
    properties.putAll(serverProperties());
    main.setInitialProperties(properties);
    main.setDefaultPropertyPlaceholderLocation("false");
    Wiring.Schedules schedules = Wiring.schedules(settings, engine);
    Map<String, Object> beans = StockCamel.beans(settings, engine, schedules);
    refuseWrongRoutes(beans);
    beans.forEach(main::bind);
    main.configure().setName("fieldbridge");
    main.configure().withRoutesIncludePattern(routes(settings.home()));
    Desk desk = Wiring.desk(settings, engine, schedules);
    main.bind("health", new DaemonHealth(desk));
    main.configure().addRoutesBuilder(new ControlRoutes(desk, token()));
    main.start();
    hotSwap = StockCamel.hotSwap(settings, engine, camel());
    hotSwap.start();
    OperatorMetrics.bind(desk, meters());
    engine.start();
  }

  /**
   * Waits until every feed has spoken, so that what changes from now on is told.
   *
   * @return false when the time is over first
   */
  boolean awaitFeeds(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!engine.isListening()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  CamelContext camel() {
    return main.getCamelContext();
  }

  Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    if (hotSwap != null) {
      hotSwap.close();
    }
    try {
      engine.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    main.stop();
    engine.systems().all().forEach(Connector::close);
    engine.state().store().close();
  }

  /** A route that is wrong is told with file and line before anything of it runs. */
  private void refuseWrongRoutes(Map<String, Object> beans) {
    try {
      List<String> problems = new RouteCheck(settings).problems(beans);
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "The routes in " + settings.home() + " cannot be read: " + e.getMessage());
    }
  }

  private MeterRegistry meters() {
    return camel().getRegistry().findSingleByType(MeterRegistry.class);
  }

  private ControlToken token() {
    try {
      return ControlToken.create(settings.home());
    } catch (IOException e) {
      throw new CommandFailedException(
          "The control token " + ControlToken.file(settings.home()) + " cannot be made: " + e);
    }
  }

  private Map<String, String> serverProperties() {
    String port = Integer.toString(settings.process().port());
    return Map.of(
        "camel.server.enabled", "true",
        "camel.server.host", settings.process().host(),
        "camel.server.port", port,
        "camel.management.enabled", "true",
        "camel.management.port", port,
        "camel.management.healthCheckEnabled", "true",
        "camel.management.metricsEnabled", "true",
        "camel.metrics.enabled", "true",
        "camel.health.exposureLevel", "full",
        "camel.main.shutdownTimeout", "20");
  }

  /** Camel does not follow a folder that is a symbolic link, so it is given the real one. */
  private static String routes(Path home) {
    try {
      Path folder = home.resolve("routes").toRealPath();
      return "file:" + folder + "/*.camel.yaml,file:" + folder + "/*.camel.xml";
    } catch (IOException e) {
      throw new CommandFailedException(
          "No routes/ in " + home + ". Name the home folder with --home or FIELDBRIDGE_HOME.");
    }
  }
}
