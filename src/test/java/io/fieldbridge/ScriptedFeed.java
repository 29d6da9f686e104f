package io.fieldbridge;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.model.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the changes of a script one after another; its position is how many it has told. */
final class ScriptedFeed implements ChangeFeed {

  private final String name;
  private final List<Change> told;
  private final Set<String> objects;

  ScriptedFeed(String name, List<Change> told, Set<String> objects) {
    this.name = name;
    this.told = told;
    this.objects = objects;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration silenceLimit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run(Optional<String> position, Sink sink) throws InterruptedException {
    int at = position.map(Integer::parseInt).orElse(0);
    while (true) {
      sink.alive();
      while (at < told.size()) {
        Change change = told.get(at++);
        boolean asked = objects.contains(change.record().object());
        sink.accept(asked ? List.of(change) : List.of(), Integer.toString(at));
      }
      Thread.sleep(1);
    }
  }
}
