package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.apache.olingo.client.api.communication.request.cud.ODataDeleteRequest;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order from beginning to end by a generic OData client, and the metadata of all routes. */
class GenericClientDocumentTest extends BusinessCentralTestCase {

  private final GenericClient generic = new GenericClient(sandbox().apiRoot(), wire);

  @Test
  void it_creates_an_order_with_its_lines_ships_it_and_finds_the_invoice() {
    ClientEntity order = generic.entity("salesOrder");
    generic.property(order, "customerNumber", "K00010");
    generic.property(order, "externalDocumentNumber", "WO-1");
    ClientEntity line = generic.entity("salesOrderLine");
    generic.property(line, "lineType", "Item");
    generic.property(line, "lineObjectNumber", "P-1001");
    generic.property(line, "quantity", 2);
    generic.deep(order, "salesOrderLines", List.of(line));
    ClientEntity created = generic.created("salesOrders", order);

    assertThat(generic.act(generic.row("salesOrders", created), "shipAndInvoice")).isEqualTo(204);

    ClientEntitySet found =
        generic.read(
            generic
                .set("salesInvoices")
                .filter("orderNumber eq '" + GenericClient.text(created, "number") + "'")
                .expand("salesInvoiceLines")
                .build());
    assertThat(found.getEntities()).hasSize(1);
    assertThat(found.getEntities().get(0).getProperty("salesInvoiceLines").getCollectionValue())
        .hasSize(1);
  }

  @Test
  void it_follows_a_navigation_to_many_and_to_one() {
    ClientEntity order = generic.entity("salesOrder");
    generic.property(order, "customerNumber", "K00010");
    URI row = generic.row("salesOrders", generic.created("salesOrders", order));

    ClientEntity customer = generic.one(URI.create(row + "/customer"));

    assertThat(GenericClient.text(customer, "number")).isEqualTo("K00010");
    assertThat(generic.read(URI.create(row + "/salesOrderLines")).getEntities()).isEmpty();
  }

  @Test
  void it_deletes_under_the_version_that_it_read() {
    ClientEntity customer = generic.entity("customer");
    generic.property(customer, "displayName", "Klar GmbH");
    ClientEntity created = generic.created("customers", customer);
    ODataDeleteRequest deletion =
        generic.olingo().getCUDRequestFactory().getDeleteRequest(generic.row("customers", created));
    deletion.setIfMatch(created.getETag());

    assertThat(generic.authorized(deletion).execute().getStatusCode()).isEqualTo(204);
  }

  @Test
  void it_counts() {
    assertThat(
            generic
                .authorized(
                    generic
                        .olingo()
                        .getRetrieveRequestFactory()
                        .getValueRequest(generic.set("customers").count().build()))
                .execute()
                .getBody()
                .toString())
        .isEqualTo("39");
  }

  @Test
  void it_finds_the_actions_of_an_order_in_the_metadata() {
    Edm edm = generic.metadata();

    assertThat(
            edm.getBoundAction(
                new FullQualifiedName(GenericClient.NAMESPACE, "shipAndInvoice"),
                new FullQualifiedName(GenericClient.NAMESPACE, "salesOrder"),
                false))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fieldbridge/integration/v1.0",
        "microsoft/reportsFinance/beta",
        "microsoft/automate/v1.0",
        "microsoft/dataverse/v1.0",
        "microsoft/runtime/beta"
      })
  void it_reads_the_metadata_of_every_route(String route) {
    String root = sandbox().apiRoot().replaceFirst("v2\\.0$", route);

    assertThat(new GenericClient(root, wire).metadata().getEntityContainer().getEntitySets())
        .isNotEmpty();
  }
}
