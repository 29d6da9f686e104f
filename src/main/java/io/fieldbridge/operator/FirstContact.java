package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.Arrival;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.LeftAlone;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.operator.Matches.Twins;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first contact of a pair of systems: the match report, and the approval that lets a flow go
 * live (Z24). Nothing unmatched is created before a person says so.
 */
final class FirstContact {

  private static final String OPERATOR = "operator";
  private static final int CHUNK = 100;

  private final Desk desk;

  FirstContact(Desk desk) {
    this.desk = desk;
  }

  /** Who would be linked, who created, who is doubtful. Writes nothing. */
  ObjectNode report(Contract contract) {
    ObjectNode report =
        JsonText.object()
            .put("flow", contract.flow())
            .put("mode", Views.word(desk.memory().modes().mode(contract.flow())))
            .put("documents", contract.carriesDocument())
            .put("linked", links().count(contract.flow()));
    Matches matches = matches(contract);
    ArrayNode link = report.putArray("link");
    matches.twins().forEach(twins -> link.add(row(twins.crm(), List.of(twins.erp()), twins.why())));
    ArrayNode create = report.putArray("create");
    creatable(contract, matches)
        .forEach(alone -> create.add(row(alone, List.of(), "to " + other(contract, alone))));
    ArrayNode doubtful = report.putArray("doubtful");
    matches
        .doubtful()
        .forEach(doubt -> doubtful.add(row(doubt.candidate(), doubt.others(), doubt.why())));
    return report.put("outside", matches.outside());
  }

  /**
   * Links the sure twins and lets the flow go live. The doubtful stay as they are. The answer
   * counts what was done ({@code linked}, {@code queued}) and what was left alone ({@code
   * unmatched}, {@code doubtful}).
   *
   * @param create whether records without a twin are created on the other side
   */
  synchronized ObjectNode approve(Contract contract, boolean create) {
    refuseOpenCreates(contract);
    Matches matches = matches(contract);
    leaveAlone(contract, matches, create);
    Instant now = desk.memory().store().now();
    int linked = 0;
    for (int from = 0; from < matches.twins().size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, matches.twins().size());
      linked += link(contract, matches.twins().subList(from, to), now);
    }
    int queued = create ? queue(contract, creatable(contract, matches), now) : 0;
    ObjectNode done =
        JsonText.object()
            .put("flow", contract.flow())
            .put("mode", "live")
            .put("linked", linked)
            .put("queued", queued)
            .put("unmatched", create ? 0 : creatable(contract, matches).size())
            .put("doubtful", matches.doubtful().size());
    goLive(contract.flow(), done);
    return done;
  }

  /** Before anything is queued, so that what is to be created now is not held for left alone. */
  private void leaveAlone(Contract contract, Matches matches, boolean create) {
    Set<RecordRef> wanted = stillWanted(contract.flow());
    Stream<Candidate> unmatched =
        matches.alone().stream().filter(one -> !(create && isCreatable(contract, one)));
    Stream<Candidate> doubtful = matches.doubtful().stream().map(Matches.Doubt::candidate);
    links()
        .leftAlone()
        .replace(
            contract.flow(),
            Stream.concat(unmatched, doubtful)
                .filter(one -> !one.version().isEmpty() && !wanted.contains(one.ref()))
                .map(one -> new LeftAlone.Seen(one.ref(), one.version(), one.editedAt()))
                .toList());
  }

  /** Records of a live flow whose delivery waits, for a person too: it goes on in its time. */
  private Set<RecordRef> stillWanted(String flow) {
    Inbox inbox = desk.memory().inbox();
    MessageFilter held =
        MessageFilter.in(Set.of(State.WAITING, State.PARKED, State.IN_DOUBT)).inFlow(flow);
    Set<RecordRef> wanted = new HashSet<>();
    List<Message> page = inbox.list(held, 0, CHUNK);
    while (!page.isEmpty()) {
      page.forEach(message -> wanted.add(message.record()));
      page = inbox.list(held, page.get(page.size() - 1).id(), CHUNK);
    }
    return wanted;
  }

  /** Documents have no twins: each is made by its flow. */
  private Matches matches(Contract contract) {
    return contract.carriesDocument()
        ? new Matches(List.of(), List.of(), List.of(), 0)
        : new Surveyor(desk).survey(contract);
  }

  private void refuseOpenCreates(Contract contract) {
    for (String system : contract.systems()) {
      long open =
          desk.memory().effects().openCreates(contract.flow(), system, contract.object(system));
      if (open > 0) {
        throw ControlRefusedException.conflict(
            "%d creation(s) in %s are still under way, so twins cannot be told yet. Try again when they are settled, see ./fieldbridge parked."
                .formatted(open, system));
      }
    }
  }

  private int link(Contract contract, List<Twins> chunk, Instant now) {
    return desk.memory()
        .store()
        .inTransaction(
            () -> {
              List<Twins> free = chunk.stream().filter(pair -> isFree(contract, pair)).toList();
              free.forEach(pair -> link(contract, pair, now));
              return free.size();
            });
  }

  private boolean isFree(Contract contract, Twins pair) {
    return links().find(contract.flow(), pair.crm().ref()).isEmpty()
        && links().find(contract.flow(), pair.erp().ref()).isEmpty();
  }

  /** With empty bases, so that the first delivery meets field by field. */
  private void link(Contract contract, Twins pair, Instant now) {
    Link link =
        links().save(contract.flow(), side(pair.crm()), side(pair.erp()), JsonText.object());
    String key = "link:" + link.id();
    for (RecordRef ref : List.of(pair.crm().ref(), pair.erp().ref())) {
      inbox().rekey(contract.flow(), ref, key);
      inbox().release(ref);
    }
    boolean toErp = contract.takes(Contract.TO_ERP);
    RecordRef source = toErp ? pair.crm().ref() : pair.erp().ref();
    inbox().receive(arrival(contract, source, key, now));
    desk.tell(
        contract.flow(),
        List.of(pair.crm().ref(), pair.erp().ref()),
        Stream.of(pair.crm().number(), pair.erp().number())
            .filter(number -> !number.isBlank())
            .distinct()
            .toList(),
        "linked",
        "Linked on approval: " + pair.why());
  }

  private int queue(Contract contract, List<Candidate> alone, Instant now) {
    int queued = 0;
    for (int from = 0; from < alone.size(); from += CHUNK) {
      List<Arrival> arrivals = new ArrayList<>();
      for (Candidate one : alone.subList(from, Math.min(from + CHUNK, alone.size()))) {
        arrivals.add(arrival(contract, one.ref(), one.ref().toString(), now));
      }
      queued += inbox().receive(arrivals);
    }
    return queued;
  }

  private static Arrival arrival(Contract contract, RecordRef ref, String key, Instant now) {
    Change change =
        new Change(
            "approve " + ref + " " + now, ref, Change.Kind.UPDATE, JsonText.object(), now, "", "");
    return Arrival.ofState(contract.flow(), direction(contract, ref.system()), key, change);
  }

  private void goLive(String flow, ObjectNode done) {
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              desk.memory().modes().set(flow, FlowMode.LIVE, OPERATOR);
              String text =
                  "An operator let %s go live: %s linked, %s queued to be created; %s unmatched and %s doubtful left alone."
                      .formatted(
                          flow,
                          done.path("linked"),
                          done.path("queued"),
                          done.path("unmatched"),
                          done.path("doubtful"));
              desk.tell(flow, List.of(), List.of(flow), "approved", text);
            });
  }

  /** Only in a direction that the contract takes. */
  private static List<Candidate> creatable(Contract contract, Matches matches) {
    return matches.alone().stream().filter(one -> isCreatable(contract, one)).toList();
  }

  private static boolean isCreatable(Contract contract, Candidate one) {
    return contract.takes(direction(contract, one.ref().system()));
  }

  private static String direction(Contract contract, String source) {
    return source.equals(contract.crm()) ? Contract.TO_ERP : Contract.TO_CRM;
  }

  private static String other(Contract contract, Candidate one) {
    return contract.otherThan(one.ref().system());
  }

  private static Link.Side side(Candidate one) {
    return new Link.Side(one.ref(), one.number(), one.version(), JsonText.object());
  }

  private static ObjectNode row(Candidate one, List<Candidate> others, String why) {
    ObjectNode row =
        JsonText.object()
            .put("record", one.ref().toString())
            .put("number", one.number())
            .put("name", one.name())
            .put(
                "other", others.stream().map(FirstContact::shown).collect(Collectors.joining(", ")))
            .put("why", why);
    ArrayNode each = row.putArray("others");
    others.forEach(other -> each.add(shown(other)));
    return row;
  }

  private static String shown(Candidate other) {
    return other.ref() + (other.number().isEmpty() ? "" : " (" + other.number() + ")");
  }

  private Links links() {
    return desk.memory().links();
  }

  private Inbox inbox() {
    return desk.memory().inbox();
  }
}
