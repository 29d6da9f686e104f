package io.fieldbridge;

import io.fieldbridge.flow.Engine;
import io.fieldbridge.flow.State;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Loads and builds every route of a home folder without starting one, and says what is wrong. */
final class RouteCheck {

  private final Settings settings;

  RouteCheck(Settings settings) {
    this.settings = settings;
  }

  /** What is wrong, file by file; empty when every route would start. */
  List<String> problems() throws IOException {
    List<Path> files;
    try (Stream<Path> folder = Files.list(settings.home().resolve("routes"))) {
      files =
          folder
              .filter(file -> file.toString().matches(".*\\.camel\\.(yaml|xml)"))
              .sorted()
              .toList();
    }
    List<String> problems = new ArrayList<>();
    String memory = "jdbc:h2:mem:check" + System.nanoTime();
    try (Store store = Store.open(StoreSettings.of(memory, "fieldbridge", "", settings.home()))) {
      files.forEach(file -> check(file, files, store, problems));
    }
    return problems;
  }

  /** Each file by itself beside the shared ones, so that one mistake hides no other. */
  private void check(Path file, List<Path> files, Store store, List<String> problems) {
    CamelContext camel = new DefaultCamelContext();
    try {
      camel.getRegistry().bind("engine", engine(store));
      Properties properties = new Properties();
      properties.putAll(settings.routeProperties());
      camel.getPropertiesComponent().setInitialProperties(properties);
      camel.setAutoStartup(false);
      for (Path shared : files) {
        if (shared.equals(file) || shared.getFileName().toString().startsWith("_delivery")) {
          PluginHelper.getRoutesLoader(camel)
              .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + shared));
        }
      }
      camel.start();
    } catch (Exception e) {
      problems.add("routes/" + file.getFileName() + ": " + rootMessage(e));
    } finally {
      camel.stop();
    }
  }

  private Engine engine(Store store) {
    Contracts contracts = Contracts.load(settings.home().resolve("mappings"));
    Clock clock = Clock.systemUTC();
    return new Engine(new State(store), Wiring.systems(settings, clock), contracts, clock);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip();
  }
}
