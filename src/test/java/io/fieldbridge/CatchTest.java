package io.fieldbridge;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who catches more than it can name is on this list, with the reason. */
class CatchTest {

  private static final Pattern CATCH = Pattern.compile("catch \\((?:final )?([\\w.| ]+?) \\w+\\)");
  private static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable");

  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          entry("flow/Door.java", "the inbox's door: every delivery ends with a verdict"),
          entry("flow/InboxConsumer.java", "the claiming thread: a look that fails ends alone"),
          entry("flow/FeedLoop.java", "the feed loop: a feed that fails stands still and goes on"),
          entry("flow/Contact.java", "first contact: what fails is told and tried again"),
          entry("flow/CamelCall.java", "Camel declares throws Exception; translated here alone"),
          entry("store/Store.java", "closes what it opened, then tells it on"),
          entry("store/Compaction.java", "the file stays large for now; told, and tried again"),
          entry("store/Transactions.java", "undoes the unit of work, then tells it on"),
          entry("connector/Gathering.java", "hands it to those who wait for the answer"),
          entry("sandbox/SandboxServer.java", "a simulator answers 500, as its original does"),
          entry("sandbox/salesforce/bulk/IngestJobs.java", "a job that breaks ends as failed"),
          entry("sandbox/salesforce/bulk/QueryJobs.java", "a job that breaks ends as failed"));

  @Test
  void only_the_listed_classes_catch_everything() throws IOException {
    Path root = Path.of("src/main/java/io/fieldbridge");
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (catchesEverything(Files.readString(file))) {
          found.add(root.relativize(file).toString());
        }
      }
    }

    assertThat(found).isEqualTo(new TreeMap<>(ALLOWED).keySet());
  }

  private static boolean catchesEverything(String code) {
    Matcher matcher = CATCH.matcher(code);
    while (matcher.find()) {
      if (Stream.of(matcher.group(1).split("\\|")).map(String::strip).anyMatch(BROAD::contains)) {
        return true;
      }
    }
    return false;
  }
}
