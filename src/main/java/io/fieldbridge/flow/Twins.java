package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.MatchKey;
import io.fieldbridge.mapping.Merge;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RemoteRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Looks for the other half of a record that has no link: the one that an open creation may have
 * made, the one whose number it carries, the one that a match key names. Never by name (G28, Z19).
 */
final class Twins {

  private static final BackOff WHILE_CREATING =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** As many branches of one company as are looked through for the one that is still free. */
  private static final int BEARERS_MAX = 200;

  private static final int CODE_LENGTH = 3;

  private final Engine engine;

  Twins(Engine engine) {
    this.engine = engine;
  }

  /** Sets the delivery's target where there is one, or makes it wait where there may be one. */
  void find(Delivery delivery) {
    Optional<Effect> begun = creation(delivery);
    if (begun.filter(creation -> creation.state() != Effect.State.INTENDED).isPresent()) {
      return; // whoever goes on with the creation finds what it has made
    }
    try {
      search(delivery);
    } catch (RecordRejectedException notToCreate) {
      delivery.remember(() -> giveUpCreation(delivery));
      throw notToCreate;
    }
    if (delivery.verdict().isPresent()) {
      delivery.remember(() -> giveUpCreation(delivery));
    }
  }

  private void search(Delivery delivery) {
    if (mayBeResult(delivery)) {
      delivery.end(new Verdict.Waiting(whileCreating(delivery), creating(delivery)));
      return;
    }
    if (isLinkedNow(delivery)) {
      delivery.end(new Verdict.Waiting(Duration.ZERO, creating(delivery)));
      return;
    }
    Optional<RemoteRecord> twin = byKeys(delivery);
    if (twin.isPresent()) {
      adopt(delivery, twin.get());
    } else if (isLinkedNow(delivery)) {
      delivery.end(new Verdict.Waiting(Duration.ZERO, creating(delivery)));
    } else if (carriesNumber(delivery)) {
      throw unknownNumber(delivery);
    }
  }

  /**
   * Whether a record that is gone and has no link may have come of a creation that is not settled
   * yet, and may be linked by it; the delivery waits then. A record is heard of only after its
   * creation was intended.
   */
  boolean mayBeLinkedYet(Delivery delivery) {
    Instant heard = delivery.message().progress().createdAt();
    boolean open =
        isAnyCreateSent(delivery, creation -> !creation.progress().intendedAt().isAfter(heard));
    if (open || isLinkedNow(delivery)) {
      Duration pause = open ? whileCreating(delivery) : Duration.ZERO;
      delivery.end(new Verdict.Waiting(pause, creating(delivery)));
    }
    return delivery.verdict().isPresent();
  }

  /**
   * Both become a pair before anything is written: the twin's own change may be on its way at the
   * same moment, and would make a third record.
   */
  private void adopt(Delivery delivery, RemoteRecord twin) {
    Map<String, ObjectNode> agreed = agreed(delivery, twin);
    Pairs.Adoption adoption =
        engine
            .state()
            .store()
            .inTransaction(
                () -> {
                  Pairs.Adoption done =
                      engine.pairs().adopt(delivery.contract(), delivery.source(), twin, agreed);
                  if (done == Pairs.Adoption.ADOPTED) {
                    giveUpCreation(delivery);
                  }
                  return done;
                });
    switch (adoption) {
      case ADOPTED -> delivery.target(twin);
      case LINKED -> delivery.end(new Verdict.Waiting(Duration.ZERO, creating(delivery)));
      case CREATING ->
          delivery.end(new Verdict.Waiting(whileCreating(delivery), creating(delivery)));
    }
  }

  private Map<String, ObjectNode> agreed(Delivery delivery, RemoteRecord twin) {
    Contract contract = delivery.contract();
    if (contract.carriesDocument()) {
      return Map.of();
    }
    Translator translator = engine.translator(contract);
    CanonicalRecord source =
        translator.toCanonical(delivery.sourceSystem(), delivery.source().values());
    CanonicalRecord other = translator.toCanonical(twin.ref().system(), twin.values());
    boolean fromCrm = delivery.sourceSystem().equals(contract.crm());
    return Merge.agreement(contract, fromCrm ? source : other, fromCrm ? other : source);
  }

  /** An earlier delivery of the record was broken off while it created the other half. */
  private Optional<Effect> creation(Delivery delivery) {
    return engine
        .state()
        .effects()
        .open(
            new EffectKey(
                delivery.contract().flow(), delivery.message().record(), CreateOnce.PURPOSE));
  }

  /** What never left need not be sent any more, and nobody has to wait for what may come of it. */
  private void giveUpCreation(Delivery delivery) {
    creation(delivery)
        .filter(creation -> creation.state() == Effect.State.INTENDED)
        .ifPresent(
            creation -> {
              engine.state().effects().abandoned(creation, "Its twin was entered before it left.");
              engine.state().inbox().thaw(delivery.message());
            });
  }

  /** Whether the record may have come of an open creation in its system. */
  private boolean mayBeResult(Delivery delivery) {
    Set<String> identity = delivery.contract().identityFields(delivery.sourceSystem());
    return isAnyCreateSent(
        delivery, sent -> shares(identity, sent.intent().payload(), delivery.source().values()));
  }

  private boolean isAnyCreateSent(Delivery delivery, Predicate<Effect> such) {
    Contract contract = delivery.contract();
    String system = delivery.sourceSystem();
    return engine
        .state()
        .effects()
        .isAnyCreateSent(contract.flow(), system, contract.object(system), such);
  }

  /**
   * Whether a record bears the number or the name that was sent, whole or cut. Others share towns
   * and countries with it; short texts, such as codes, tell nothing.
   */
  private static boolean shares(Set<String> identity, ObjectNode sent, ObjectNode record) {
    return sent.properties().stream()
        .filter(field -> identity.contains(field.getKey()) && field.getValue().isTextual())
        .anyMatch(
            field -> {
              String there = record.path(field.getKey()).asText("").toLowerCase(Locale.ROOT);
              String here = field.getValue().textValue().toLowerCase(Locale.ROOT);
              return there.length() > CODE_LENGTH && here.startsWith(there);
            });
  }

  /** A creation may have been settled after the link was looked for and before it was. */
  private boolean isLinkedNow(Delivery delivery) {
    return engine
        .state()
        .links()
        .find(delivery.contract().flow(), delivery.message().record())
        .isPresent();
  }

  private Optional<RemoteRecord> byKeys(Delivery delivery) {
    Contract contract = delivery.contract();
    String system = delivery.sourceSystem();
    String other = contract.otherThan(system);
    for (MatchKey key : contract.matchKeys()) {
      Optional<String> value = key.value(system, delivery.source().values());
      if (value.isPresent()) {
        List<RemoteRecord> found = candidates(delivery, other, key, value.get());
        if (found.size() > 1) {
          throw several(delivery, key, found);
        }
        if (found.size() == 1) {
          return Optional.of(found.get(0));
        }
      }
    }
    return Optional.empty();
  }

  /** The records that bear the value and have no other half yet. */
  private List<RemoteRecord> candidates(
      Delivery delivery, String other, MatchKey key, String value) {
    Contract contract = delivery.contract();
    List<RemoteRecord> bearing =
        engine
            .systems()
            .connector(other)
            .reader()
            .find(
                contract.object(other),
                Map.of(key.fields().get(other), TextNode.valueOf(value)),
                contract.selection(other),
                BEARERS_MAX);
    List<RemoteRecord> free = new ArrayList<>();
    for (RemoteRecord record : bearing) {
      Optional<Link> link = engine.state().links().find(contract.flow(), record.ref());
      if (link.isEmpty()) {
        free.add(record);
      } else if (!key.shared() && !isHalf(link.get(), delivery)) {
        throw alreadyLinked(delivery, key, link.get());
      }
    }
    return free;
  }

  private static boolean isHalf(Link link, Delivery delivery) {
    return link.side(delivery.sourceSystem()).ref().equals(delivery.message().record());
  }

  /** A source that carries an ERP number but has no link is adopted, never created. */
  private static boolean carriesNumber(Delivery delivery) {
    Contract contract = delivery.contract();
    ObjectNode values = delivery.source().values();
    return delivery.sourceSystem().equals(contract.crm())
        && contract
            .keyField(contract.crm())
            .filter(field -> !values.path(field).asText("").isBlank())
            .isPresent();
  }

  private static Duration whileCreating(Delivery delivery) {
    return WHILE_CREATING.after(
        delivery.message().progress().attempts(), ThreadLocalRandom.current());
  }

  private static Reason creating(Delivery delivery) {
    return Reason.of(
        "create-open",
        "A creation in "
            + delivery.sourceSystem()
            + " is still open, and this record may be its result.",
        "Nothing to do; it is looked at again as soon as that creation is settled.");
  }

  private static RecordRejectedException unknownNumber(Delivery delivery) {
    String field = delivery.contract().keyField(delivery.contract().crm()).orElseThrow();
    return new RecordRejectedException(
        new Reason(
            "unknown-number",
            field,
            "The record carries the ERP number '"
                + delivery.source().values().path(field).asText()
                + "', but the ERP has no unlinked record of that number.",
            "Correct or clear the number in the source record, then retry this message."));
  }

  private static RecordRejectedException alreadyLinked(Delivery delivery, MatchKey key, Link link) {
    String field = key.fields().get(delivery.sourceSystem());
    return new RecordRejectedException(
        new Reason(
            "already-linked",
            field,
            "%s '%s' belongs to %s, which is the other half of %s."
                .formatted(
                    field,
                    delivery.source().values().path(field).asText(),
                    link.otherSide(delivery.sourceSystem()).ref(),
                    link.side(delivery.sourceSystem()).ref()),
            "Merge the two records or correct the field, then retry this message. Where several"
                + " records may share the value, say 'shared: true' in the contract's match key."));
  }

  private static RecordRejectedException several(
      Delivery delivery, MatchKey key, List<RemoteRecord> found) {
    return new RecordRejectedException(
        new Reason(
            "several-matches",
            key.fields().get(delivery.sourceSystem()),
            "Several records of the other side match by "
                + key.fields()
                + ": "
                + found.stream().map(record -> record.ref().id()).toList()
                + ".",
            "Make the key unique on the other side, then retry this message."));
  }
}
