package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Breaker;
import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.journal.Journal;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.journal.Recorded;
import io.fieldbridge.link.FlowModes;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** What operators work with. Thread-safe, as its parts are. */
public record Desk(Memory memory, Remote remote, House house) {

  /** What the daemon remembers, all in one database. */
  public record Memory(
      Store store,
      Inbox inbox,
      Effects effects,
      Links links,
      FlowModes modes,
      Journal journal,
      Breaker breaker) {}

  /**
   * The flows and the systems at their ends.
   *
   * @param inForce the contracts that deliveries go by just now
   * @param reader reads the records that a flow is about, in the system named
   * @param translator translates by a contract
   * @param feeds how the feeds fare just now
   * @param deliveries how the deliveries fare just now
   * @param live what the systems say against the contracts in force, by flow
   * @param lost tells that a linked record of the ERP is gone; false when that was told already
   */
  public record Remote(
      Supplier<Contracts> inForce,
      Systems systems,
      BiFunction<Contract, String, RecordReader> reader,
      Function<Contract, Translator> translator,
      Supplier<List<FeedStatus>> feeds,
      Supplier<List<DeliveryStatus>> deliveries,
      Supplier<Map<String, List<Problem>>> live,
      BiPredicate<Contract, Link> lost) {

    Contracts contracts() {
      return inForce.get();
    }
  }

  /**
   * The daemon itself.
   *
   * @param home its home folder
   * @param started when it started
   */
  public record House(Path home, Instant started, InstantSource clock) {}

  /**
   * The contract of a flow.
   *
   * @throws ControlRefusedException when there is no such flow, naming those that are
   */
  Contract contract(String flow) {
    return remote
        .contracts()
        .find(flow)
        .orElseThrow(
            () ->
                ControlRefusedException.unknown(
                    "There is no flow '"
                        + flow
                        + "'. Flows: "
                        + String.join(
                            ", ", remote.contracts().all().stream().map(Contract::flow).toList())
                        + "."));
  }

  /** A journal entry for a person, who sees personal values only on demand. */
  ObjectNode shown(Recorded recorded, boolean personal) {
    return personal
        ? Views.clear(recorded)
        : Views.entry(recorded, remote.contracts().personal(recorded.entry().flow()));
  }

  /** Does work whose calls to remote systems count for the given purpose. */
  static <T> T onAccount(String purpose, Supplier<T> work) {
    CallPurpose.Scope scope = CallPurpose.of(purpose);
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  /** Writes what a person decided into the journal. Joins the thread's transaction. */
  void tell(String flow, List<RecordRef> records, List<String> numbers, String event, String text) {
    memory
        .journal()
        .write(new JournalEntry("", flow, records, numbers, event, text, JsonText.object()));
  }
}
