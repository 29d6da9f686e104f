package io.fieldbridge;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.connector.businesscentral.BusinessCentralConnector;
import io.fieldbridge.connector.salesforce.SalesforceConnector;
import io.fieldbridge.flow.Engine;
import io.fieldbridge.flow.KeySweepSchedule;
import io.fieldbridge.flow.Losses;
import io.fieldbridge.flow.Retention;
import io.fieldbridge.flow.RetentionSchedule;
import io.fieldbridge.flow.State;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.operator.Desk;
import io.fieldbridge.store.Store;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the parts of a daemon together by hand. */
final class Wiring {

  private Wiring() {}

  /** The engine on its database, with a door to each system that is still closed. */
  static Engine engine(Settings settings, InstantSource clock) {
    Contracts contracts = Contracts.load(settings.home().resolve("mappings"));
    if (!contracts.problems().isEmpty()) {
      throw new SettingsException(told(contracts.problems()));
    }
    Store store = Store.open(settings.store(), settings.process().sealing());
    State state = new State(store, settings.process().breaker());
    if (state.store().wasRestored()) {
      state.effects().doubtIntended();
    }
    return new Engine(state, systems(settings, Clock.systemUTC()), contracts, clock);
  }

  static Systems systems(Settings settings, Clock clock) {
    Connector salesforce = new SalesforceConnector(settings.systems().salesforce(), clock);
    Connector businessCentral =
        new BusinessCentralConnector(settings.systems().businessCentral(), clock);
    return new Systems(
        settings.systems().roles(),
        Map.of(
            salesforce.system(), salesforce,
            businessCentral.system(), businessCentral));
  }

  /** What runs at times of its own. */
  record Schedules(KeySweepSchedule keySweep, RetentionSchedule retention) {

    /** How they fare. */
    List<FeedStatus> status() {
      return Stream.of(keySweep.status(), retention.status()).flatMap(Optional::stream).toList();
    }
  }

  static Schedules schedules(Settings settings, Engine engine) {
    Settings.ProcessSettings process = settings.process();
    Retention retention = new Retention(engine.state(), process.retention());
    return new Schedules(
        KeySweepSchedule.open(engine, process.keySweep()),
        RetentionSchedule.open(engine, retention, process.retentionTimes()));
  }

  /** What the daemon's operators work with. */
  static Desk desk(Settings settings, Engine engine, Schedules schedules) {
    State state = engine.state();
    return new Desk(
        new Desk.Memory(
            state.store(),
            state.inbox(),
            state.effects(),
            state.links(),
            state.modes(),
            state.journal(),
            state.breaker()),
        new Desk.Remote(
            engine::contracts,
            engine.systems(),
            engine::reader,
            engine::translator,
            () -> feeds(engine, schedules),
            engine::deliveries,
            engine.live()::problems,
            new Losses(engine)::tell),
        new Desk.House(settings.home(), engine.clock().instant(), engine.clock()));
  }

  /**
   * First contact or the schedules beside the feeds. They are asked first, for the key sweep tells
   * nothing before the feeds are open: so who waits until all of them have spoken never meets it
   * alone.
   */
  private static List<FeedStatus> feeds(Engine engine, Schedules schedules) {
    List<FeedStatus> swept = schedules.status();
    List<FeedStatus> feeds = new ArrayList<>(engine.contact().stream().toList());
    feeds.addAll(engine.intake().status());
    feeds.addAll(swept);
    return feeds;
  }

  static List<String> told(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
