package io.fieldbridge.connector.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which captured objects are heard on which channel. An object with a channel of its own is heard
 * there; which of the others a channel of several carries, the org alone knows, so each such
 * channel is listened to for all of them.
 *
 * @param objects by channel, only those with something to hear
 */
record Channels(Map<String, Set<String>> objects) {

  private static final Pattern OF_ONE = Pattern.compile("/data/(\\w+?)(__)?ChangeEvent");

  static Channels of(SalesforceSettings.Feed feed, Set<String> wanted) {
    Set<String> captured = new TreeSet<>(wanted);
    captured.retainAll(feed.captured());
    Set<String> others = new TreeSet<>(captured);
    feed.pubSub().channels().forEach(channel -> own(channel).ifPresent(others::remove));
    Map<String, Set<String>> objects = new LinkedHashMap<>();
    for (String channel : feed.pubSub().channels()) {
      Optional<String> own = own(channel);
      Set<String> heard = own.map(Set::of).filter(captured::containsAll).orElse(Set.of());
      heard = own.isPresent() ? heard : Set.copyOf(others);
      if (!heard.isEmpty()) {
        objects.put(channel, heard);
      }
    }
    return new Channels(objects);
  }

  /** The object that alone is told on the channel; empty for a channel of several. */
  private static Optional<String> own(String channel) {
    Matcher matcher = OF_ONE.matcher(channel);
    return matcher.matches()
        ? Optional.of(matcher.group(1) + (matcher.group(2) == null ? "" : "__c"))
        : Optional.empty();
  }
}
