package io.fieldbridge.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Notices which files of a folder have changed. Not thread-safe. */
final class FolderWatch {

  private final Path folder;
  private final Predicate<String> names;
  private final Map<Path, Stamp> acted = new HashMap<>();
  private Map<Path, Stamp> before;

  /** What one look at a file shows. */
  private record Stamp(FileTime modified, long size) {}

  /**
   * @param folder a real path
   * @param names which file names count
   */
  FolderWatch(Path folder, Predicate<String> names) throws IOException {
    this.folder = folder;
    this.names = names;
    this.before = look();
    acted.putAll(before);
  }

  /**
   * The files that changed, came or went since they were last returned and have come to rest: two
   * looks in a row saw them the same, so that no half-written file is taken.
   */
  Set<Path> changed() throws IOException {
    Map<Path, Stamp> now = look();
    Set<Path> seen = new TreeSet<>(now.keySet());
    seen.addAll(acted.keySet());
    Set<Path> changed = new TreeSet<>();
    for (Path file : seen) {
      Stamp stamp = now.get(file);
      boolean rests = stamp == null ? !before.containsKey(file) : stamp.equals(before.get(file));
      if (rests && (stamp == null || !stamp.equals(acted.get(file)))) {
        changed.add(file);
        note(file, stamp);
      }
    }
    before = now;
    return changed;
  }

  Set<Path> files() {
    return Set.copyOf(before.keySet());
  }

  /** Returns the files once more next time, although they have not changed. */
  void lookAgain(Set<Path> files) {
    files.stream()
        .filter(before::containsKey)
        .forEach(file -> acted.put(file, new Stamp(FileTime.fromMillis(0), -1)));
  }

  private void note(Path file, Stamp stamp) {
    if (stamp == null) {
      acted.remove(file);
    } else {
      acted.put(file, stamp);
    }
  }

  private Map<Path, Stamp> look() throws IOException {
    Map<Path, Stamp> seen = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> names.test(one.getFileName().toString())).toList()) {
        try {
          seen.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (NoSuchFileException gone) {
          seen.remove(file);
        }
      }
    }
    return seen;
  }
}
