package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import org.junit.jupiter.api.Test;

/** A tenant without our extension has none of its sets, and all the others. */
class ExtensionAbsentTest extends ScriptedTest {

  @Test
  void its_sets_are_unknown_and_the_standard_ones_are_not() {
    server.on(
        "GET",
        "/api/fieldbridge/integration/v1.0/\\$metadata",
        r -> Reply.error(404, "BadRequest_ResourceNotFound", "no such route"));

    assertThat(connector.schema("priceListLines")).isEmpty();
    assertThat(connector.schema("customers")).isPresent();
    RecordRef line = new RecordRef("business-central", "priceListLines", ID);
    assertThatThrownBy(() -> connector.reader().read(line, Selection.of()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no entity set 'priceListLines'");
  }
}
