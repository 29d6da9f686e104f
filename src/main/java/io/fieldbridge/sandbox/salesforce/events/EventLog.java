package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The change events of the org, in commit order, for as long as the retention lasts.
 *
 * <p>Positions grow with gaps. A position that has been forgotten stays refused, also after a
 * restart, because a log starts beyond everything that an earlier one can have given out. Safe for
 * use by several threads; the order of {@link #append} calls is the order of delivery.
 */
public final class EventLog {
  private static final int PAYLOAD_MAX = 1 << 20;
  private static final int ANSWER_MAX = 3 << 20;
  private static final int GAP_MAX = 8;

  private final InstantSource clock;
  private final EventLogSettings settings;
  private final CurrentValues current;
  private final Topics topics = new Topics();
  private final LogFaults faults = new LogFaults();
  private final ConcurrentSkipListMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private long bytes;
  private int count;
  private volatile long forgotten;
  private volatile long tip;

  /**
   * An empty log without objects; the only channel, {@code /data/ChangeEvents}, has no members.
   *
   * @param current asked during {@link #append} for the values that enrich events
   */
  public EventLog(InstantSource clock, EventLogSettings settings, CurrentValues current) {
    this.clock = clock;
    this.settings = settings;
    this.current = current;
    this.forgotten = clock.millis() * 1000;
    this.tip = next(forgotten);
  }

  /** Makes an object known, or its fields as they are from now on. */
  public void define(EntityDefinition definition) {
    topics.define(definition);
  }

  /** Adds a channel or replaces the one of that name; its members start to have events. */
  public void channel(EventChannel channel) {
    topics.put(channel);
  }

  /** The switches that spoil the events to come. */
  public LogFaults faults() {
    return faults;
  }

  /**
   * Adds the events of one transaction, in their order. Objects that no channel has selected have
   * no events and are left out.
   *
   * @throws IllegalArgumentException when an object or a field is unknown or a value is of the
   *     wrong kind; nothing is added then
   */
  public void append(List<ChangeEvent> oneTransaction) {
    List<ChangeEvent> selected =
        oneTransaction.stream().filter(event -> topics.selected(event.entity())).toList();
    if (selected.isEmpty()) {
      return;
    }
    List<Encoded> encoded = faults.spoil(selected).stream().map(this::encode).toList();
    synchronized (this) {
      encoded.forEach(this::store);
      forgetOld();
    }
    listeners.forEach(Runnable::run);
  }

  /** Forgets all events; positions given out so far are refused from now on. */
  public synchronized void forgetBeforeNow() {
    events.clear();
    bytes = 0;
    count = 0;
    forgotten = tip;
    tip = next(tip);
  }

  /** Forgets all events and disarms the switches; objects and channels stay. */
  public void clear() {
    faults.disarm();
    forgetBeforeNow();
  }

  Topics topics() {
    return topics;
  }

  void tellAppends(Runnable listener) {
    listeners.add(listener);
  }

  void stopTelling(Runnable listener) {
    listeners.remove(listener);
  }

  long tip() {
    return tip;
  }

  synchronized long earliest() {
    forgetOld();
    return forgotten;
  }

  /** The position behind a client's replay id, or empty when it is corrupted or too old. */
  OptionalLong position(ByteString replayId) {
    OptionalLong position = ReplayId.position(replayId);
    boolean valid = position.isPresent() && position.getAsLong() > earliest();
    return valid && position.getAsLong() <= tip ? position : OptionalLong.empty();
  }

  /** At most so many events, and no more bytes than a client takes in one answer. */
  EventPage read(Topic topic, long after, int max) {
    long complete = tip;
    long through = after;
    long size = 0;
    List<ConsumerEvent> found = new ArrayList<>();
    for (Map.Entry<Long, StoredEvent> entry : events.tailMap(after, false).entrySet()) {
      if (topic.carries().test(entry.getValue().entity())) {
        ConsumerEvent event = entry.getValue().in(topic.name());
        size += event.getSerializedSize();
        if (found.size() == max || !found.isEmpty() && size > ANSWER_MAX) {
          return new EventPage(found, through);
        }
        found.add(event);
      }
      through = entry.getKey();
    }
    return new EventPage(found, Math.max(through, complete));
  }

  private record Encoded(String entity, String schemaId, byte[] plain, Map<String, byte[]> rich) {}

  private Encoded encode(ChangeEvent event) {
    EventEncoder encoder = topics.encoder(event.entity());
    byte[] plain = encoder.encode(event, JsonNodeFactory.instance.objectNode());
    if (plain.length > PAYLOAD_MAX) {
      return encode(event.asGap());
    }
    Map<String, byte[]> rich = new HashMap<>();
    if (event.isEnriched()) {
      topics
          .enrichment(event.entity())
          .forEach((topic, names) -> rich.put(topic, encoder.encode(event, shared(event, names))));
    }
    return new Encoded(event.entity(), encoder.schema().id(), plain, rich);
  }

  private ObjectNode shared(ChangeEvent event, List<String> names) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    List<ObjectNode> records =
        event.recordIds().stream().map(id -> current.of(event.entity(), id)).toList();
    for (String name : names) {
      Optional.ofNullable(records.get(0).get(name))
          .filter(value -> records.stream().allMatch(record -> value.equals(record.get(name))))
          .ifPresent(value -> values.set(name, value));
    }
    return values;
  }

  private void store(Encoded encoded) {
    long position = next(tip);
    String id = UUID.nameUUIDFromBytes(ReplayId.of(position).toByteArray()).toString();
    Map<String, ConsumerEvent> rich = new HashMap<>();
    encoded
        .rich()
        .forEach((topic, payload) -> rich.put(topic, event(encoded, id, payload, position)));
    ConsumerEvent plain = event(encoded, id, encoded.plain(), position);
    StoredEvent stored = new StoredEvent(clock.instant(), encoded.entity(), plain, rich);
    events.put(position, stored);
    bytes += stored.bytes();
    count++;
    tip = position;
  }

  private static ConsumerEvent event(Encoded encoded, String id, byte[] payload, long position) {
    ProducerEvent event =
        ProducerEvent.newBuilder()
            .setId(id)
            .setSchemaId(encoded.schemaId())
            .setPayload(ByteString.copyFrom(payload))
            .build();
    return ConsumerEvent.newBuilder().setEvent(event).setReplayId(ReplayId.of(position)).build();
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(settings.retention());
    Map.Entry<Long, StoredEvent> first = events.firstEntry();
    while (first != null && (tooMuch() || first.getValue().committed().isBefore(oldest))) {
      events.remove(first.getKey());
      bytes -= first.getValue().bytes();
      count--;
      forgotten = first.getKey();
      first = events.firstEntry();
    }
    if (tip == forgotten) {
      tip = next(tip);
    }
  }

  private boolean tooMuch() {
    return count > settings.eventsMax() || bytes > settings.bytesMax();
  }

  private long next(long position) {
    return position + 1 + random.nextInt(GAP_MAX);
  }
}
