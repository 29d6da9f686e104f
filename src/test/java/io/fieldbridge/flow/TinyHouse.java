package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.MovableClock;
import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.SeenKeys;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.quartz.CronExpression;

/** A real engine on a database of its own, the shipped contracts, scripted systems, own routes. */
final class TinyHouse implements AutoCloseable {

  final Path home;
  final ScriptedSystem crm = new ScriptedSystem("salesforce");
  final ScriptedSystem erp = new ScriptedSystem("business-central");
  final MovableClock clock = new MovableClock();
  final Engine engine;
  final Properties properties = new Properties();
  final DefaultCamelContext camel = new DefaultCamelContext();
  private HotSwap hotSwap;

  TinyHouse(Path home) {
    this.home = home;
    try {
      Files.createDirectories(home.resolve("routes"));
      Files.createDirectories(home.resolve("mappings"));
      try (Stream<Path> shipped = Files.list(Path.of("mappings"))) {
        for (Path file : shipped.toList()) {
          Files.copy(file, home.resolve("mappings").resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Systems systems =
        new Systems(
            Map.of("crm", crm.system(), "fsm", crm.system(), "erp", erp.system()),
            Map.of(crm.system(), crm, erp.system(), erp));
    engine =
        new Engine(
            new State(Store.open(StoreSettings.embedded(home))),
            systems,
            Contracts.load(home.resolve("mappings")),
            clock);
    camel.getRegistry().bind("engine", engine);
    camel
        .getRegistry()
        .bind("inboxRepository", InboxRepository.open(new SeenKeys(engine.state().store())));
    webhook(Optional.empty());
    retention(Optional.empty());
    camel.getRegistry().bind("keySweep", new KeySweep(engine));
    keySweep(keySweepAt("0 30 3 * * ?"));
  }

  TinyHouse keySweep(KeySweepSchedule schedule) {
    camel.getRegistry().bind("keySweepSchedule", schedule);
    properties.setProperty("fieldbridge.key-sweep", "true");
    return this;
  }

  /** As a start of the daemon opens it. */
  KeySweepSchedule keySweepAt(String times) {
    return KeySweepSchedule.open(engine, Optional.of(cron(times)));
  }

  RetentionSchedule retentionAt(String times, Retention retention) {
    return RetentionSchedule.open(engine, retention, Optional.of(cron(times)));
  }

  private static CronExpression cron(String times) {
    try {
      return new CronExpression(times);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  TinyHouse webhook(Optional<URI> address) {
    camel.getRegistry().bind("webhook", new Webhook(address));
    properties.setProperty("fieldbridge.alert", Boolean.toString(address.isPresent()));
    properties.setProperty("fieldbridge.alert.retry-pause", "10");
    return this;
  }

  TinyHouse retention(Optional<Duration> age) {
    Retention retention = new Retention(engine.state(), age);
    camel.getRegistry().bind("retention", retention);
    camel.getRegistry().bind("retentionSchedule", retentionAt("0 30 2 * * ?", retention));
    properties.setProperty("fieldbridge.sweep", Boolean.toString(age.isPresent()));
    return this;
  }

  /** Writes the file as a careful editor does: under another name first. */
  void write(String path, String text) {
    try {
      Path file = home.resolve(path);
      Path draft = Files.writeString(file.resolveSibling("draft"), text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String path) {
    try {
      Files.delete(home.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void ship(String route) {
    try {
      write("routes/" + route, Files.readString(Path.of("routes", route)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RouteChecker checker() {
    return new RouteChecker(
        () -> {
          CamelContext apart = new DefaultCamelContext(new DefaultRegistry(camel.getRegistry()));
          apart.getPropertiesComponent().setInitialProperties(properties);
          return apart;
        });
  }

  /** Starts the routes as they lie there, the engine and the swap. */
  TinyHouse start() throws Exception {
    camel.getPropertiesComponent().setInitialProperties(properties);
    hotSwap = HotSwap.of(home, engine, camel, checker());
    for (RouteText text : texts()) {
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.resolveResource(camel, text.location()));
    }
    camel.start();
    hotSwap.start();
    engine.start();
    return this;
  }

  List<RouteText> texts() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("routes").toRealPath())) {
      List<Path> sorted = files.sorted().toList();
      List<RouteText> texts = new ArrayList<>();
      for (Path file : sorted) {
        texts.add(RouteFiles.read(file));
      }
      return texts;
    }
  }

  /** The records whose changes the flow has received, at most 1,000. */
  List<String> received(String flow) {
    return engine.state().inbox().list(MessageFilter.any().inFlow(flow), 0, 1000).stream()
        .map(message -> message.record().id())
        .toList();
  }

  /** Two deliveries with the same steps, one a direction, and an intake for accounts. */
  String routes(String flow, String steps) {
    return """
    - route:
        id: to-erp
        routeConfigurationId: delivery
        from:
          uri: inbox:FLOW?direction=to-erp
          steps:
            STEPS
    - route:
        id: to-crm
        routeConfigurationId: delivery
        from:
          uri: inbox:FLOW?direction=to-crm
          steps:
            STEPS
    - route:
        id: intake
        from:
          uri: sync:changes?system=crm&object=Account
          steps:
            - to: inbox:FLOW?direction=to-erp
    """
        .replace("FLOW", flow)
        .replace("STEPS", steps);
  }

  /** The text of a contract as it lies there. */
  String contract(String flow) {
    try {
      return Files.readString(home.resolve("mappings").resolve(flow + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings the contracts in force as they lie there. */
  void reload() {
    Contracts.load(home.resolve("mappings")).all().forEach(engine::replace);
  }

  /** An account and a customer that are there and linked, with nothing agreed yet. */
  Link link(String flow, String account, String customer) {
    ObjectNode none = JsonText.object();
    RecordRef crmRef = crm.put("Account", account, "Name", account);
    RecordRef erpRef = erp.put("customers", customer, "displayName", account);
    return engine
        .pairs()
        .save(
            new Link(
                0,
                flow,
                new Link.Side(crmRef, "", "v1", none),
                new Link.Side(erpRef, customer, "v1", none),
                none));
  }

  /** The account of a company that both sides have entered in Bremen; the customer is c-1. */
  RecordRef enteredOnBothSides() {
    String tax = "taxRegistrationNumber";
    erp.put(
        "customers", "c-1", "displayName", "Twin", "city", "Bremen", tax, "DE7", "number", "10");
    crm.put("Account", "001A", "Name", "Twin", "BillingCity", "Bremen");
    return crm.put("Account", "001A", "Tax_Registration_Number__c", "DE7");
  }

  /** Starts the shipped routes of a flow and lets it go live. */
  TinyHouse live(String flow) throws Exception {
    ship("_delivery.camel.yaml");
    ship(flow + ".camel.yaml");
    start();
    engine.state().modes().set(flow, FlowMode.LIVE, "test");
    return this;
  }

  /** The messages of the flow in one of the states. */
  List<Message> messages(String flow, io.fieldbridge.inbox.State... states) {
    return engine.state().inbox().list(MessageFilter.in(Set.of(states)).inFlow(flow), 0, 1000);
  }

  /** Puts a change into the inbox as a feed would. */
  void receive(String flow, String direction, Change change) {
    engine
        .arrivals()
        .receive(engine.contracts().find(flow).orElseThrow(), direction, change.record(), change);
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
    camel.stop();
    engine.state().store().close();
  }
}
