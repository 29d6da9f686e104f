package io.fieldbridge.inbox;

import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Gives due heads to consumers, and takes back what they never answered. */
final class Claims {

  private static final int RELEASE_PAGE = 500;

  /** How often a message may be there when the process dies, before it counts without proof. */
  private static final int CROWD_FACTOR = 5;

  private final Store store;
  private final JdbcMessages messages;
  private final InboxSettings settings;
  private final List<Consumer<Message>> givenUp = new CopyOnWriteArrayList<>();

  Claims(Store store, JdbcMessages messages, InboxSettings settings) {
    this.store = store;
    this.messages = messages;
    this.settings = settings;
  }

  /**
   * @param lostClaims claims in a row that ended without a verdict
   * @param lostAlone those of them at whose end no other message was claimed
   */
  private record Candidate(long id, int lostClaims, int lostAlone, boolean expired) {

    static Candidate of(Row row) throws SQLException {
      return new Candidate(
          row.number("id"), (int) row.number("lost_claims"), (int) row.number("lost_alone"), false);
    }

    Candidate lostAgain(boolean alone) {
      return new Candidate(id, lostClaims + 1, lostAlone + (alone ? 1 : 0), true);
    }
  }

  List<Message> claim(String flow, String direction, int max, Set<Long> inHand) {
    Instant now = store.now();
    List<Message> claimed = new ArrayList<>();
    for (Candidate candidate : due(flow, direction, now, max)) {
      boolean suspect = candidate.lostClaims() >= settings.lostClaimsMax() - 1;
      if (candidate.expired() && inHand.contains(candidate.id())) {
        prolong(candidate, now);
      } else if (candidate.expired() && endsTheProcess(candidate)) {
        park(candidate, now);
      } else if (suspect && !claimed.isEmpty()) {
        break;
      } else if (take(candidate, now)) {
        messages.find(candidate.id()).ifPresent(claimed::add);
        if (suspect) {
          break;
        }
      }
    }
    return claimed;
  }

  /** Bounded on both ends, for an index keeps the rows that are not ready before all others. */
  private List<Candidate> due(String flow, String direction, Instant now, int max) {
    return store.list(
        "select id, state, lost_claims, lost_alone from message where flow = ? and direction = ?"
            + " and ready_at > ? and ready_at <= ? order by flow, direction, ready_at, id limit ?",
        row -> {
          boolean expired = row.text("state").equals("claimed");
          return expired ? Candidate.of(row).lostAgain(true) : Candidate.of(row);
        },
        flow,
        direction,
        Instant.EPOCH,
        now,
        max);
  }

  private boolean take(Candidate candidate, Instant now) {
    Instant leaseEnd = now.plus(settings.lease());
    return store.update(
            "update message set state = 'claimed', claims = claims + 1, attempts = attempts + 1,"
                + " lost_claims = ?, lost_alone = ?, fence = ?, due_at = ?, ready_at = ?,"
                + " updated_at = ? where id = ? and ready_at <= ?",
            candidate.lostClaims(),
            candidate.lostAlone(),
            store.fence(),
            leaseEnd,
            leaseEnd,
            now,
            candidate.id(),
            now)
        > 0;
  }

  /** Somebody is still at work on it. */
  private void prolong(Candidate candidate, Instant now) {
    Instant leaseEnd = now.plus(settings.lease());
    store.update(
        "update message set due_at = ?, ready_at = ? where id = ? and state = 'claimed'"
            + " and ready_at <= ?",
        leaseEnd,
        leaseEnd,
        candidate.id(),
        now);
  }

  private void park(Candidate candidate, Instant now) {
    store.update(
        "update message set state = 'parked', due_at = null, ready_at = null, lost_claims = 0,"
            + " lost_alone = 0, reason_code = 'process-died', reason_field = '', reason_text = ?,"
            + " reason_advice = ?, updated_at = ? where id = ? and state = 'claimed'",
        ("FieldBridge stopped %d times in a row while it delivered this message, %d times with"
                + " nothing else in hand.")
            .formatted(candidate.lostClaims(), candidate.lostAlone()),
        "Look at the log before each stop, repair the record or the flow, and retry the message.",
        now,
        candidate.id());
    messages
        .find(candidate.id())
        .ifPresent(parked -> givenUp.forEach(listener -> listener.accept(parked)));
  }

  void onGivenUp(Consumer<Message> listener) {
    givenUp.add(listener);
  }

  /**
   * Whoever kills the process from outside hits messages that are in flight together: only deaths
   * alone accuse a message, or very many.
   */
  private boolean endsTheProcess(Candidate candidate) {
    int max = settings.lostClaimsMax();
    return candidate.lostAlone() >= max || candidate.lostClaims() >= max * CROWD_FACTOR;
  }

  /** Takes back the claims of owners of the database that are gone; how many there were. */
  int releaseAll() {
    Instant now = store.now();
    int released = 0;
    List<Candidate> page = lost();
    boolean alone = page.size() == 1;
    while (!page.isEmpty()) {
      for (Candidate claimed : page) {
        Candidate candidate = claimed.lostAgain(alone);
        if (endsTheProcess(candidate)) {
          park(candidate, now);
        } else {
          release(candidate, now);
        }
      }
      released += page.size();
      page = lost();
    }
    return released;
  }

  /** Takes back this process's own claims that nobody works on; how many there were. */
  int releaseStrays(String flow, String direction, Set<Long> inHand) {
    Instant now = store.now();
    List<Candidate> strays =
        store
            .list(
                "select id, lost_claims, lost_alone from message where state = 'claimed'"
                    + " and flow = ? and direction = ? and fence = ?",
                Candidate::of,
                flow,
                direction,
                store.fence())
            .stream()
            .filter(claimed -> !inHand.contains(claimed.id()))
            .toList();
    strays.forEach(stray -> release(stray, now));
    return strays.size();
  }

  private List<Candidate> lost() {
    return store.list(
        "select id, lost_claims, lost_alone from message where state = 'claimed' and fence <> ?"
            + " limit ?",
        Candidate::of,
        store.fence(),
        RELEASE_PAGE);
  }

  private void release(Candidate candidate, Instant now) {
    store.update(
        "update message set state = 'pending', lost_claims = ?, lost_alone = ?, due_at = ?,"
            + " updated_at = ?, ready_at = case when head = true then"
            + " cast(? as timestamp with time zone) end where id = ? and state = 'claimed'",
        candidate.lostClaims(),
        candidate.lostAlone(),
        now,
        now,
        now,
        candidate.id());
  }

  /** Gives a claim back untried. */
  void handBack(Message message) {
    Instant now = store.now();
    store.update(
        "update message set state = 'pending', attempts = attempts - 1, due_at = ?,"
            + " ready_at = case when head = true then cast(? as timestamp with time zone) end,"
            + " updated_at = ? where id = ? and state = 'claimed' and claims = ?",
        now,
        now,
        now,
        message.id(),
        message.progress().claim());
  }
}
