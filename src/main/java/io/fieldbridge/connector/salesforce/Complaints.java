package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.SyncException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Why a channel's feed is red although it shows life. Outlives its runs. Used by one thread. */
final class Complaints {

  private record Deafness(String text, long events) {}

  private final Heard heard;
  private String silence = "";
  private final SortedMap<String, Deafness> deaf = new TreeMap<>();
  private final SortedMap<String, String> refused = new TreeMap<>();
  private final SortedMap<String, String> unread = new TreeMap<>();

  Complaints(Heard heard) {
    this.heard = heard;
  }

  /** The server shows no sign of life. */
  void silent(String why) {
    silence = why;
  }

  void speaks() {
    silence = "";
  }

  /** Records of the object changed after the instant, and no event told it. */
  void deaf(String object, Instant since) {
    String text =
        "%1$s: the stream tells no events, but records changed after %2$s; they are read instead."
            + " Is %1$s selected for Change Data Capture in Setup, and may the integration user"
            + " view all its records?";
    deaf.put(object, new Deafness(text.formatted(object, since), heard.events(object)));
  }

  /** An event of the object came. */
  void hears(String object) {
    deaf.remove(object);
  }

  boolean isDeaf(String object) {
    return deaf.containsKey(object);
  }

  boolean anyDeaf() {
    return !deaf.isEmpty();
  }

  /** The org will not tell of the object's records. */
  void refused(String object, SyncException why) {
    String text =
        "%s: its records may not be asked for, so what the stream does not tell of it is not"
            + " noticed: %s Give the integration user Read and View All Records on it.";
    refused.put(object, text.formatted(object, why.reason().text()));
  }

  void answered(String object) {
    refused.remove(object);
  }

  /** What no event will tell could not be read from the records. */
  void unread(String object, Instant from, SyncException why) {
    String text = "%s: what changed since %s is not read yet, and is tried again: %s";
    unread.put(object, text.formatted(object, from, why.reason()));
  }

  void caughtUp(String object) {
    unread.remove(object);
  }

  /** All of them in one line; empty where there is none. */
  String text() {
    deaf.entrySet().removeIf(this::isToldElsewhere);
    List<String> texts = new ArrayList<>();
    texts.add(silence);
    deaf.values().forEach(one -> texts.add(one.text()));
    texts.addAll(refused.values());
    texts.addAll(unread.values());
    texts.removeIf(String::isEmpty);
    return String.join(" ", texts);
  }

  /** Another channel tells of it. */
  private boolean isToldElsewhere(Map.Entry<String, Deafness> one) {
    return heard.events(one.getKey()) != one.getValue().events();
  }
}
