package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
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
  private static final int ANSWER_MAX = 3 << 20;
  private static final int GAP_MAX = 8;

  private final InstantSource clock;
  private final EventLogSettings settings;
  private final Topics topics = new Topics();
  private final LogFaults faults = new LogFaults();
  private final DeliveryFaults delivery = new DeliveryFaults();
  private final EventUsage usage;
  private final Encoding encoding;
  private final ConcurrentSkipListMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private long bytes;
  private int count;
  private volatile long forgotten;
  private volatile long tip;
  private volatile Duration retention;

  /**
   * An empty log without objects; the only channel, {@code /data/ChangeEvents}, has no members.
   *
   * @param current asked during {@link #append} for the values that enrich events
   */
  public EventLog(InstantSource clock, EventLogSettings settings, CurrentValues current) {
    this.clock = clock;
    this.settings = settings;
    this.retention = settings.retention();
    this.usage = new EventUsage(clock);
    this.encoding = new Encoding(topics, current);
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

  /** Has these channels and no others but the standard one. */
  public void channels(Collection<EventChannel> all) {
    topics.replace(all);
  }

  /** How long events can be replayed from now on. */
  public void retention(Duration time) {
    retention = time;
  }

  /** What spoils events on their way to clients. */
  public DeliveryFaults delivery() {
    return delivery;
  }

  /** How many events are published and delivered, and may be. */
  public EventUsage usage() {
    return usage;
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
    List<Encoding.Encoded> encoded = faults.spoil(selected).stream().map(encoding::change).toList();
    usage.published(EventUsage.Metric.CHANGE_EVENTS_PUBLISHED, encoded.size());
    synchronized (this) {
      encoded.forEach(this::store);
      forgetOld();
    }
    listeners.forEach(Runnable::run);
  }

  /**
   * Publishes a platform event.
   *
   * @param id the event's UUID
   * @param values by field name, {@code CreatedDate} and {@code CreatedById} among them
   * @throws IllegalArgumentException as {@link #append}
   */
  public void publish(String event, String id, ObjectNode values) {
    EventEncoder encoder = topics.encoder(event);
    publish(Encoding.platform(event, id, encoder.schema().id(), encoder.encode(values)));
  }

  long publish(Encoding.Encoded event) {
    usage.published(EventUsage.Metric.PLATFORM_EVENTS_PUBLISHED, 1);
    long position;
    synchronized (this) {
      position = store(event);
      forgetOld();
    }
    listeners.forEach(Runnable::run);
    return position;
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
    delivery.disarm();
    usage.reset();
    forgetBeforeNow();
  }

  Topics topics() {
    return topics;
  }

  /** Is told after each event that is added. */
  public void tellAppends(Runnable listener) {
    listeners.add(listener);
  }

  /** Ends {@link #tellAppends}. */
  public void stopTelling(Runnable listener) {
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

  /**
   * Where a subscriber of the Streaming API begins: -1 for new events only, -2 for all that are
   * kept, else after that id; empty where the id is not valid or no longer.
   */
  public OptionalLong start(long replay) {
    if (replay == -1) {
      return OptionalLong.of(tip);
    }
    if (replay == -2) {
      return OptionalLong.of(earliest());
    }
    return replay > earliest() && replay <= tip ? OptionalLong.of(replay) : OptionalLong.empty();
  }

  /** Whether any channel carries the changes of an object. */
  public boolean selects(String entity) {
    return topics.selected(entity);
  }

  /** Whether a topic exists that clients can subscribe to. */
  public boolean knows(String topic) {
    return topics.find(topic).isPresent();
  }

  /** The one object that a topic carries; empty where it carries several or does not exist. */
  public Optional<String> entityOf(String topic) {
    return topics.find(topic).map(Topic::entity);
  }

  /**
   * Events of an existing topic in their JSON form.
   *
   * @param viewer what may be seen
   * @param changedFields whether the header lists the changed fields
   */
  public TopicPage page(
      String topic, long after, int max, EventViewer viewer, boolean changedFields) {
    EventPage page = read(topics.find(topic).orElseThrow(), after, max, viewer);
    List<ObjectNode> messages = new ArrayList<>();
    for (ConsumerEvent event : page.events()) {
      EventSchema schema = topics.schema(event.getEvent().getSchemaId()).orElseThrow();
      ObjectNode message = JsonNodeFactory.instance.objectNode().put("channel", topic);
      message.set("data", EventJson.data(schema, event, changedFields));
      messages.add(message);
    }
    return new TopicPage(messages, page.through());
  }

  /** At most so many events, and no more bytes than a client takes in one answer. */
  EventPage read(Topic topic, long after, int max, EventViewer viewer) {
    long complete = tip;
    long through = after;
    long size = 0;
    List<ConsumerEvent> found = new ArrayList<>();
    for (Map.Entry<Long, StoredEvent> entry : events.tailMap(after, false).entrySet()) {
      StoredEvent stored = entry.getValue();
      if (stored.belongsTo(topic) && viewer.sees(stored.entity())) {
        ConsumerEvent event = seen(stored, topic, viewer);
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

  private ConsumerEvent seen(StoredEvent stored, Topic topic, EventViewer viewer) {
    ConsumerEvent event = stored.in(topic.name());
    Set<String> hidden = viewer.hiddenFields(stored.entity());
    return hidden.isEmpty()
        ? event
        : Redaction.of(topics.schema(event.getEvent().getSchemaId()).orElseThrow(), event, hidden);
  }

  private long store(Encoding.Encoded encoded) {
    long position = next(tip);
    StoredEvent stored = encoded.at(position, clock.instant());
    events.put(position, stored);
    bytes += stored.bytes();
    count++;
    tip = position;
    return position;
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(retention);
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
