package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.events.EventViewer;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who listens to events, and what of them each may see at this moment. */
final class EventGuests implements OrgEvents.OpenSessions {

  private final Sessions sessions;
  private final Users users;
  private final Sights sights;
  private final Supplier<AllSwitches> switches;
  private final Supplier<String> url;

  EventGuests(
      Sessions sessions,
      Users users,
      Sights sights,
      Supplier<AllSwitches> switches,
      Supplier<String> url) {
    this.sessions = sessions;
    this.users = users;
    this.sights = sights;
    this.switches = switches;
    this.url = url;
  }

  @Override
  public String url() {
    return url.get();
  }

  @Override
  public boolean open(String token) {
    return sessions.of(token).isPresent();
  }

  @Override
  public EventViewer viewer(String token) {
    return new TokenViewer(token);
  }

  private final class TokenViewer implements EventViewer {
    private final String token;

    TokenViewer(String token) {
      this.token = token;
    }

    @Override
    public boolean sees(String entity) {
      EventSwitches present = switches.get().events();
      if (present.hiddenObjects().isEmpty() && unrestricted()) {
        return true;
      }
      String user = user();
      return user != null && sights.of(user).find(entity) != null && !present.hides(user, entity);
    }

    @Override
    public Set<String> hiddenFields(String entity) {
      String user = unrestricted() ? null : user();
      ObjectType seen = user == null ? null : sights.of(user).find(entity);
      return seen == null ? Set.of() : missing(sights.whole().require(entity), seen);
    }

    private boolean unrestricted() {
      return switches.get().org().access().permissions().isEmpty();
    }

    /** Null where the session is over. */
    private String user() {
      return sessions.of(token).map(session -> users.name(session.userId())).orElse(null);
    }
  }

  private static Set<String> missing(ObjectType whole, ObjectType seen) {
    return whole.fields().stream()
        .filter(field -> PlatformEvents.carries(whole, field))
        .map(Field::name)
        .filter(name -> seen.field(name) == null)
        .collect(Collectors.toSet());
  }
}
