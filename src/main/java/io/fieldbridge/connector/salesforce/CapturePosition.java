package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far a channel has been read, and for which objects that holds: {@code mark@instant
 * Account=instant -Quote=instant}. Without objects, as older versions stored it, it holds for
 * whatever is asked for.
 *
 * @param replayId the bus's own mark in base64; empty while there is none, and then what was
 *     written since has to be read from the records
 * @param at until when all edits are told, UTC: when the last change told was committed, or when
 *     the records were last looked at and showed no other
 * @param told until when all edits of an object are told, for the objects that are heard
 * @param left from when on an object has to be read from the records as soon as it is asked for,
 *     for those that nobody asked for, or to which the stream was deaf
 */
record CapturePosition(
    String replayId, Instant at, SortedMap<String, Instant> told, SortedMap<String, Instant> left) {

  private static final char SEPARATOR = '@';
  private static final String LEFT = "-";

  CapturePosition {
    told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
    left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
  }

  static CapturePosition since(Instant at) {
    return new CapturePosition("", at, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * @throws ContractException if the text is no position
   */
  static CapturePosition parse(String text) {
    String[] words = text.split(" ");
    int cut = words[0].indexOf(SEPARATOR);
    try {
      String replayId = words[0].substring(0, cut);
      Base64.getDecoder().decode(replayId);
      SortedMap<String, Instant> told = new TreeMap<>();
      SortedMap<String, Instant> left = new TreeMap<>();
      for (int i = 1; i < words.length; i++) {
        String[] object = words[i].split("=", 2);
        (object[0].startsWith(LEFT) ? left : told)
            .put(object[0].replace(LEFT, ""), Instant.parse(object[1]));
      }
      return new CapturePosition(replayId, Instant.parse(words[0].substring(cut + 1)), told, left);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      throw new ContractException(
          Reason.of(
              "position-unreadable",
              "'" + text + "' is no position of a Change Data Capture feed.",
              "Set the feed's position to @ and an instant such as @2026-01-31T00:00:00Z; what was"
                  + " written since is read then."),
          e);
    }
  }

  boolean replayable() {
    return !replayId.isEmpty();
  }

  byte[] replayBytes() {
    return Base64.getDecoder().decode(replayId);
  }

  /**
   * This place for those who now listen. An object that is new to the channel begins where the
   * channel stands; one that is not asked for any more is kept in mind.
   *
   * @param overlap how far reading it later has to reach back
   */
  CapturePosition heardBy(Set<String> objects, Duration overlap) {
    SortedMap<String, Instant> hears = new TreeMap<>();
    SortedMap<String, Instant> waits = new TreeMap<>(left);
    objects.stream().filter(it -> !left.containsKey(it)).forEach(it -> hears.put(it, told(it)));
    told.forEach((object, until) -> waits.put(object, until.minus(overlap)));
    waits.keySet().removeAll(hears.keySet());
    return new CapturePosition(replayId, at, hears, waits);
  }

  /** Until when all edits of an object that is heard are told. */
  Instant told(String object) {
    return told.getOrDefault(object, at);
  }

  /** From when on an object has to be read where the bus's mark is of no help. */
  Instant readFrom(String object) {
    return left.getOrDefault(object, told(object));
  }

  /** Those of the objects that have to be read from the records beside what the stream tells. */
  Set<String> owed(Set<String> objects) {
    Set<String> owed = new TreeSet<>(left.keySet());
    owed.retainAll(objects);
    return owed;
  }

  /** The same place, where the object has to be read from then on. */
  CapturePosition owing(String object, Instant from) {
    SortedMap<String, Instant> hears = new TreeMap<>(told);
    SortedMap<String, Instant> owes = new TreeMap<>(left);
    hears.remove(object);
    owes.putIfAbsent(object, from);
    return new CapturePosition(replayId, at, hears, owes);
  }

  /** The place at the bus's mark, when these objects are told until then. */
  CapturePosition marked(String mark, Instant time, Map<String, Instant> until) {
    return new CapturePosition(mark, time, told, left).toldUntil(until);
  }

  /** The same place, where all edits of these objects until then are known to be told. */
  CapturePosition toldUntil(Map<String, Instant> until) {
    SortedMap<String, Instant> later = new TreeMap<>(told);
    later.replaceAll((object, time) -> later(time, until.getOrDefault(object, time)));
    return new CapturePosition(replayId, at, later, left);
  }

  /** The same place, where these objects are read from the records until then. */
  CapturePosition readUntil(Set<String> objects, Instant time) {
    SortedMap<String, Instant> until = new TreeMap<>(told);
    SortedMap<String, Instant> waits = new TreeMap<>(left);
    objects.forEach(object -> until.put(object, later(readFrom(object), time)));
    waits.keySet().removeAll(objects);
    return new CapturePosition(replayId, later(at, time), until, waits);
  }

  /** This place without the bus's mark, reaching back far enough to miss nothing. */
  CapturePosition withoutReplay(Duration overlap) {
    if (!replayable()) {
      return this;
    }
    SortedMap<String, Instant> from = new TreeMap<>(told);
    from.replaceAll((object, until) -> (until.isBefore(at) ? until : at).minus(overlap));
    return new CapturePosition("", at.minus(overlap), from, left);
  }

  String text() {
    StringBuilder text = new StringBuilder(replayId).append(SEPARATOR).append(at);
    told.forEach((object, until) -> text.append(' ').append(object).append('=').append(until));
    left.forEach(
        (object, from) -> text.append(' ').append(LEFT).append(object).append('=').append(from));
    return text.toString();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
