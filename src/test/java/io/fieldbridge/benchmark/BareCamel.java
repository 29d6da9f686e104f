package io.fieldbridge.benchmark;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Camel with one timer route and its health at a port: the floor of a start. */
final class BareCamel {

  private BareCamel() {}

  public static void main(String[] arguments) throws Exception {
    String port = arguments[0];
    Main main = new Main();
    Map.of(
            "camel.server.enabled", "true",
            "camel.server.host", "127.0.0.1",
            "camel.server.port", port,
            "camel.management.enabled", "true",
            "camel.management.port", port,
            "camel.management.healthCheckEnabled", "true",
            "camel.management.metricsEnabled", "true",
            "camel.metrics.enabled", "true")
        .forEach(main::addInitialProperty);
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("timer:tick").to("log:tick");
              }
            });
    main.run();
  }
}
