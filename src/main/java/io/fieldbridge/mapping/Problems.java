package io.fieldbridge.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what is wrong with one file, so that all of it is told at once. Not thread-safe. */
final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String what, String advice) {
    found.add(new Problem(file, line, what, advice));
  }

  /** Something that concerns some values only. */
  void soft(int line, String what, String advice) {
    found.add(new Problem(file, line, what, advice, false));
  }

  List<Problem> found() {
    return found.stream().distinct().toList();
  }

  boolean none() {
    return found.isEmpty();
  }

  /** A word that is none of those allowed. */
  void unknown(int line, String kind, String word, Collection<String> allowed) {
    String known = "Known here: " + String.join(", ", allowed);
    Optional<String> advice =
        similar(word, allowed).map(near -> "Did you mean '" + near + "'? " + known);
    add(line, "unknown " + kind + " '" + word + "'", advice.orElse(known));
  }

  /** The allowed word that a slip of the finger would have turned into this one. */
  static Optional<String> similar(String word, Collection<String> allowed) {
    int near = Math.max(2, word.length() / 3);
    return allowed.stream()
        .filter(one -> distance(word, one) <= near)
        .min((a, b) -> distance(word, a) - distance(word, b));
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
