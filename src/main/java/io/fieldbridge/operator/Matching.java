package io.fieldbridge.operator;

import io.fieldbridge.mapping.MatchKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the twins among the records of two systems: by the contract's keys in the order of their
 * priority, never by name (G28, Z19). A pure function of the records.
 */
final class Matching {

  private final List<MatchKey> keys;
  private final List<Candidate> crm;
  private final List<Candidate> erp;

  /** Records without a link for which nothing is decided yet. */
  private final Set<Candidate> open = new LinkedHashSet<>();

  private final List<Matches.Twins> twins = new ArrayList<>();
  private final List<Candidate> alone = new ArrayList<>();
  private final List<Matches.Doubt> doubtful = new ArrayList<>();
  private int outside;

  private Matching(List<MatchKey> keys, List<Candidate> crm, List<Candidate> erp) {
    this.keys = keys;
    this.crm = crm;
    this.erp = erp;
  }

  /** The records of both sides, linked ones included, for they may stand in the way. */
  static Matches match(List<MatchKey> keys, List<Candidate> crm, List<Candidate> erp) {
    return new Matching(keys, crm, erp).run();
  }

  private Matches run() {
    Stream.concat(crm.stream(), erp.stream())
        .filter(candidate -> !candidate.linked())
        .forEach(open::add);
    for (int key = 0; key < keys.size(); key++) {
      byKey(key);
    }
    takenKeys();
    sameNames();
    List.copyOf(open).forEach(this::single);
    return new Matches(twins, alone, doubtful, outside);
  }

  private void byKey(int key) {
    Map<String, List<Candidate>> here = index(crm, key, true);
    Map<String, List<Candidate>> there = index(erp, key, true);
    here.forEach(
        (value, left) -> {
          List<Candidate> right = there.getOrDefault(value, List.of());
          if (left.size() == 1 && right.size() == 1) {
            pair(left.get(0), right.get(0), shown(key, value));
          } else if (!right.isEmpty()) {
            String why = "several records with " + shown(key, value);
            left.forEach(candidate -> doubt(candidate, right, why));
            right.forEach(candidate -> doubt(candidate, left, why));
          }
        });
  }

  private void pair(Candidate left, Candidate right, String why) {
    if (left.inFilter() && right.inFilter()) {
      twins.add(new Matches.Twins(left, right, why));
      open.remove(left);
      open.remove(right);
    } else {
      String doubt = "its twin is outside the flow's filter; " + why;
      doubt(left, List.of(right), doubt);
      doubt(right, List.of(left), doubt);
    }
  }

  /** A key that the half of another pair holds, too, speaks against making a twin of its own. */
  private void takenKeys() {
    for (int key = 0; key < keys.size(); key++) {
      if (keys.get(key).shared()) {
        continue;
      }
      Map<String, List<Candidate>> here = index(crm, key, false);
      Map<String, List<Candidate>> there = index(erp, key, false);
      for (Candidate candidate : List.copyOf(open)) {
        Map<String, List<Candidate>> others = isCrm(candidate) ? there : here;
        String value = candidate.keys().get(key);
        List<Candidate> taken = others.getOrDefault(value, List.of());
        if (!taken.isEmpty()) {
          doubt(candidate, taken, "belongs to another already; " + shown(key, value));
        }
      }
    }
  }

  private void sameNames() {
    Map<String, List<Candidate>> here = byName(crm);
    Map<String, List<Candidate>> there = byName(erp);
    here.forEach(
        (name, left) -> {
          List<Candidate> right = there.getOrDefault(name, List.of());
          if (!right.isEmpty()) {
            left.forEach(candidate -> doubt(candidate, right, "same name, no common key"));
            right.forEach(candidate -> doubt(candidate, left, "same name, no common key"));
          }
        });
  }

  private void single(Candidate candidate) {
    if (!candidate.inFilter()) {
      outside++;
    } else if (candidate.standing().problem().isPresent()) {
      doubt(candidate, List.of(), candidate.standing().problem().get());
    } else if (isCrm(candidate) && !candidate.number().isEmpty()) {
      String why = "carries the number '" + candidate.number() + "', which the other side lacks";
      doubt(candidate, List.of(), why);
    } else {
      alone.add(candidate);
    }
  }

  private void doubt(Candidate candidate, List<Candidate> others, String why) {
    if (!open.remove(candidate)) {
      return;
    }
    if (candidate.inFilter()) {
      doubtful.add(new Matches.Doubt(candidate, others, why));
    } else {
      outside++;
    }
  }

  private Map<String, List<Candidate>> index(List<Candidate> side, int key, boolean onlyOpen) {
    return side.stream()
        .filter(candidate -> !onlyOpen || open.contains(candidate))
        .filter(candidate -> !candidate.keys().get(key).isEmpty())
        .collect(
            Collectors.groupingBy(
                candidate -> candidate.keys().get(key), LinkedHashMap::new, Collectors.toList()));
  }

  private Map<String, List<Candidate>> byName(List<Candidate> side) {
    return side.stream()
        .filter(open::contains)
        .filter(candidate -> !candidate.name().isBlank())
        .collect(
            Collectors.groupingBy(
                candidate -> candidate.name().strip().toLowerCase(Locale.ROOT),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private boolean isCrm(Candidate candidate) {
    return !crm.isEmpty() && candidate.ref().system().equals(crm.get(0).ref().system());
  }

  private String shown(int key, String value) {
    return String.join(" = ", new TreeSet<>(keys.get(key).fields().values())) + " '" + value + "'";
  }
}
