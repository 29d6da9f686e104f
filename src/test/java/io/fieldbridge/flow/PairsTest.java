package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two records become a pair only while neither has, or is about to get, another half (G28, Z19).
 */
@ParameterizedClass
@EnumSource(Database.class)
class PairsTest {

  private static final Contract CONTRACT =
      Contracts.load(Path.of("mappings")).find("account-customer").orElseThrow();

  private final State state;
  private final Pairs pairs;
  private final RemoteRecord account = record("salesforce", "Account");
  private final RemoteRecord customer = record("business-central", "customers");

  PairsTest(Database database) {
    state = new State(database.shared());
    pairs = new Pairs(state);
  }

  private static RemoteRecord record(String system, String object) {
    RecordRef ref = new RecordRef(system, object, Database.name("id"));
    return new RemoteRecord(ref, "v1", Instant.EPOCH, "", JsonText.object());
  }

  @Test
  void free_records_are_linked_with_nothing_agreed_yet() {
    assertThat(pairs.adopt(CONTRACT, customer, account, Map.of()))
        .isEqualTo(Pairs.Adoption.ADOPTED);

    assertThat(state.links().find(CONTRACT.flow(), account.ref()))
        .hasValueSatisfying(
            link -> {
              assertThat(link.crm().ref()).isEqualTo(account.ref());
              assertThat(link.erp().ref()).isEqualTo(customer.ref());
              assertThat(link.crm().base()).isEmpty();
            });
  }

  @Test
  void a_record_that_is_linked_by_now_is_left_where_it_is() {
    pairs.adopt(CONTRACT, account, customer, Map.of());
    RemoteRecord third = record("business-central", "customers");

    assertThat(pairs.adopt(CONTRACT, customer, account, Map.of())).isEqualTo(Pairs.Adoption.LINKED);
    assertThat(pairs.adopt(CONTRACT, third, account, Map.of())).isEqualTo(Pairs.Adoption.LINKED);
    assertThat(state.links().find(CONTRACT.flow(), third.ref())).isEmpty();
  }

  @Test
  void a_twin_whose_own_other_half_is_being_created_is_left_alone_until_that_is_settled() {
    EffectKey creation = new EffectKey(CONTRACT.flow(), account.ref(), CreateOnce.PURPOSE);
    ObjectNode none = JsonText.object();
    var effect =
        state
            .effects()
            .intend(creation, new Intent("business-central", "customers", true, "", none, none));

    assertThat(pairs.adopt(CONTRACT, customer, account, Map.of()))
        .isEqualTo(Pairs.Adoption.CREATING);
    assertThat(state.links().find(CONTRACT.flow(), account.ref())).isEmpty();

    state.effects().abandoned(effect, "refused");
    assertThat(pairs.adopt(CONTRACT, customer, account, Map.of()))
        .isEqualTo(Pairs.Adoption.ADOPTED);
  }
}
