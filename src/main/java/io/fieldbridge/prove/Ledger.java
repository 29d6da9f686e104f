package io.fieldbridge.prove;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What people have entered, each value at the side that owns it: what has to be there at last. */
final class Ledger {

  /** One company: what each side has to say of it. */
  static final class Company {
    final String name;

    /** Wanted at last on the account, since finance entered it. */
    final Map<String, String> account = new LinkedHashMap<>();

    /** Wanted at last on the customer, since sales entered it. */
    final Map<String, String> customer = new LinkedHashMap<>();

    /** The last street of each side: one of them has to stand on both. */
    final Map<String, String> streets = new LinkedHashMap<>();

    String accountId = "";
    String customerId = "";
    boolean accountDeleted;
    boolean customerDeleted;
    boolean hasJobs;

    /** Entered on both sides at once; nobody edits it until both know of each other. */
    boolean onBothSides;

    Company(String name) {
      this.name = name;
    }

    boolean isWhole() {
      return !accountDeleted && !customerDeleted;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A work order; its stages are what it said each time it was completed. */
  static final class Job {
    Company company;
    final List<Stage> stages = new ArrayList<>();

    /** By the id of its record in Salesforce. */
    final Map<String, Used> used = new LinkedHashMap<>();

    String id = "";

    /** The number that people know the work order by. */
    String number = "";

    boolean deleted;

    /** Opened again after it was completed; a person may be asked about that. */
    boolean reopened;

    Job(Company company) {
      this.company = company;
    }

    /** What it says now. */
    Stage said() {
      BigDecimal total =
          used.values().stream().map(Used::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Stage(
          company.name, used.values().stream().map(Used::toString).sorted().toList(), total);
    }

    boolean isCompleted() {
      return !stages.isEmpty();
    }

    @Override
    public String toString() {
      return "work order " + id + " of " + company;
    }
  }

  /** A part or labour, at the price agreed and less so many percent. */
  record Used(String item, BigDecimal quantity, BigDecimal price, BigDecimal discount) {

    BigDecimal amount() {
      BigDecimal whole = cents(quantity.multiply(price));
      return whole.subtract(cents(whole.multiply(discount).movePointLeft(2)));
    }

    Used times(int many) {
      return new Used(item, BigDecimal.valueOf(many), price, discount);
    }

    @Override
    public String toString() {
      return "%s %s x %s less %s %%"
          .formatted(item, plain(quantity), plain(price), plain(discount));
    }

    private static BigDecimal cents(BigDecimal amount) {
      return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
  }

  /**
   * What a work order said at a completion.
   *
   * @param company for whom
   * @param lines item, quantity and price of each, as text, sorted
   */
  record Stage(String company, List<String> lines, BigDecimal total) {}

  private final InstantSource clock;
  private final List<Deed> deeds = new CopyOnWriteArrayList<>();
  final List<Company> companies = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();

  Ledger(InstantSource clock) {
    this.clock = clock;
  }

  /** Something that a person did, or that befell the daemon. */
  record Deed(java.time.Instant at, String record, String what) {}

  void note(String record, String what) {
    deeds.add(new Deed(clock.instant(), record, what));
  }

  /** Everything that was done to these records, and what befell the daemon meanwhile. */
  List<Deed> deeds(Collection<String> records) {
    Set<String> wanted = new LinkedHashSet<>(records);
    wanted.add("");
    return deeds.stream().filter(deed -> wanted.contains(deed.record())).toList();
  }

  int count() {
    return deeds.size();
  }
}
