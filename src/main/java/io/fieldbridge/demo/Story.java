package io.fieldbridge.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The story of the demo in five steps, played over the wire only: people work in both systems, and
 * both systems are asked what they hold. Each step may be called alone; it plays what it needs
 * first. Not thread-safe.
 */
public final class Story {

  /** How long one look may take until what it looks for is seen. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Narrator narrator;
  private final Watch watch;
  private final DemoOperator operator;
  private final AccountScene accounts;
  private final BillingScene billing;
  private final ReplySwitch faults;
  private final List<String> summary = new ArrayList<>();
  private LinkedAccount linked;
  private AgreedQuote quote;

  /** Prints to {@code out}, in colour where the system property fieldbridge.colours is true. */
  public Story(DemoSystems systems, PrintStream out, DemoOperator operator) {
    this(systems, out, operator, InstantSource.system(), PATIENCE);
  }

  Story(
      DemoSystems systems,
      PrintStream out,
      DemoOperator operator,
      InstantSource clock,
      Duration patience) {
    this.narrator = new Narrator(out, Boolean.getBoolean("fieldbridge.colours"));
    this.watch = new Watch(clock, patience);
    this.operator = operator;
    Cast cast =
        new Cast(
            new Salesperson(systems, clock),
            new Technician(systems, clock),
            new Finance(systems),
            operator,
            narrator,
            watch);
    this.accounts = new AccountScene(cast);
    this.billing = new BillingScene(cast);
    this.faults = new ReplySwitch(systems);
  }

  /**
   * Plays all of it and prints a summary.
   *
   * @throws StoryException naming the step that was not seen
   */
  public void play() {
    firstContact();
    accountBecomesCustomer();
    editsOnBothSides();
    completedWorkOrder();
    blockedCustomer();
    lostReply();
    nothingIsLeft();
    narrator.plain("");
    narrator.plain("Every step was seen on the other side:");
    summary.forEach(narrator::plain);
  }

  /** Before step 1: a person lets the two flows go live. */
  public void firstContact() {
    step(
        "0",
        "First contact: new flows observe until a person approves them",
        () -> {
          for (String flow : List.of("account-customer", "work-order-invoice")) {
            operator.approve(flow);
            narrator.did("the operator runs ./fieldbridge approve " + flow);
          }
          return null;
        });
  }

  /** Step 1. */
  public void accountBecomesCustomer() {
    linked = step("1", "A new account becomes a customer", accounts::newAccount);
  }

  /** Step 2. */
  public void editsOnBothSides() {
    LinkedAccount pair = linked();
    step(
        "2",
        "Edits on both sides: the owner decides, the rest merges, nothing ping-pongs",
        () -> {
          accounts.editsOnBothSides(pair);
          return null;
        });
  }

  /** Step 3. */
  public void completedWorkOrder() {
    LinkedAccount pair = linked();
    step(
        "3",
        "A completed work order is ordered, shipped and invoiced at the agreed prices",
        () -> {
          billing.completedWorkOrder(pair, quote());
          return null;
        });
  }

  /** Step 4. */
  public void blockedCustomer() {
    LinkedAccount pair = linked();
    step(
        "4",
        "A blocked customer: rejected with a reason, repaired, retried, invoiced once",
        () -> {
          billing.blockedCustomer(pair, quote());
          return null;
        });
  }

  /** Step 5. Leaves no fault armed, whatever happens. */
  public void lostReply() {
    LinkedAccount pair = linked();
    step(
        "5",
        "The ERP's reply is lost after the commit: the order is found, and there is one",
        () -> {
          try {
            billing.lostReply(pair, quote(), faults);
          } finally {
            faults.clear();
          }
          return null;
        });
  }

  /** After step 5: nothing of the story waits for a person. */
  public void nothingIsLeft() {
    LinkedAccount pair = linked();
    step(
        "6",
        "Nothing is left over",
        () -> {
          billing.nothingParked(pair);
          return null;
        });
  }

  private LinkedAccount linked() {
    if (linked == null) {
      accountBecomesCustomer();
    }
    return linked;
  }

  private AgreedQuote quote() {
    if (quote == null) {
      quote = billing.agreePrices(linked);
    }
    return quote;
  }

  private <T> T step(String number, String title, Supplier<T> part) {
    narrator.step(number, title);
    Instant start = watch.now();
    try {
      T result = part.get();
      Duration took = Duration.between(start, watch.now());
      narrator.seen(took);
      summary.add("   " + number + "  " + title + " (" + Narrator.seconds(took) + ")");
      return result;
    } catch (StoryException notSeen) {
      narrator.failed(notSeen.getMessage());
      throw new StoryException(
          "step " + number + " (" + title + "): " + notSeen.getMessage(), notSeen);
    }
  }
}
