package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.ODataClientErrorException;
import org.apache.olingo.client.api.communication.request.batch.BatchManager;
import org.apache.olingo.client.api.communication.request.batch.ODataBatchRequest;
import org.apache.olingo.client.api.communication.request.batch.ODataChangeset;
import org.apache.olingo.client.api.communication.request.cud.ODataEntityCreateRequest;
import org.apache.olingo.client.api.communication.request.cud.ODataEntityUpdateRequest;
import org.apache.olingo.client.api.communication.request.cud.UpdateType;
import org.apache.olingo.client.api.communication.response.ODataBatchResponse;
import org.apache.olingo.client.api.communication.response.ODataResponse;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;

/** A third party's generic OData client, which knows nothing of us nor of the vendor. */
class GenericClientTest extends BusinessCentralTestCase {

  private final GenericClient generic = new GenericClient(sandbox().apiRoot(), wire);
  private final ODataClient client = generic.olingo();

  @Test
  void it_reads_the_metadata() {
    Edm edm = generic.metadata();

    EdmEntityType customer =
        edm.getEntityType(new FullQualifiedName(GenericClient.NAMESPACE, "customer"));
    assertThat(customer.getKeyPredicateNames()).containsExactly("id");
    assertThat(customer.getNavigationPropertyNames()).contains("paymentTerm", "defaultDimensions");
    assertThat(edm.getEntityContainer().getEntitySet("salesOrders").getEntityType().getName())
        .isEqualTo("salesOrder");
    assertThat(
            edm.getEntityType(new FullQualifiedName(GenericClient.NAMESPACE, "company"))
                .getNavigationPropertyNames())
        .contains("customers", "salesInvoices");
    assertThat(
            edm.getEnumType(new FullQualifiedName(GenericClient.NAMESPACE, "customerBlocked"))
                .getMemberNames())
        .containsExactly("_x0020_", "Ship", "Invoice", "All");
  }

  @Test
  void it_reads_the_service_document() {
    assertThat(
            generic
                .authorized(
                    client
                        .getRetrieveRequestFactory()
                        .getServiceDocumentRequest(sandbox().apiRoot()))
                .execute()
                .getBody()
                .getEntitySetNames())
        .contains("companies", "customers");
  }

  @Test
  void it_filters_sorts_and_expands() {
    URI uri =
        generic
            .set("customers")
            .filter("city eq 'Hamburg' and blocked eq ' '")
            .orderBy("number desc")
            .select("number", "displayName")
            .expand("paymentTerm")
            .top(2)
            .build();

    ClientEntitySet found = generic.read(uri);

    assertThat(found.getEntities()).hasSize(2);
    ClientEntity first = found.getEntities().get(0);
    assertThat(first.getProperty("number")).isNotNull();
    assertThat(first.getProperty("city")).isNull();
    assertThat(first.getProperty("paymentTerm").getComplexValue().get("code")).isNotNull();
    assertThat(first.getETag()).startsWith("W/");
  }

  @Test
  void it_follows_the_links_of_all_pages() {
    wire.setting("pageSize", 7);
    List<String> numbers = new ArrayList<>();
    for (URI next = generic.set("items").build(); next != null; ) {
      ClientEntitySet page = generic.read(next);
      page.getEntities().forEach(each -> numbers.add(GenericClient.text(each, "number")));
      next = page.getNext();
    }

    assertThat(numbers).hasSizeGreaterThan(150).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void it_creates_and_changes_under_the_version_that_it_read() {
    ClientEntity created = generic.authorized(creation("Klar GmbH")).execute().getBody();
    URI uri = generic.row("customers", created);
    ClientEntity change = generic.entity("customer");
    generic.property(change, "city", "Kiel");

    ODataEntityUpdateRequest<ClientEntity> update =
        client.getCUDRequestFactory().getEntityUpdateRequest(uri, UpdateType.PATCH, change);
    update.setIfMatch(created.getETag());

    assertThat(generic.authorized(update).execute().getStatusCode()).isEqualTo(200);
    assertThat(GenericClient.text(generic.one(uri), "city")).isEqualTo("Kiel");
    ODataEntityUpdateRequest<ClientEntity> stale =
        client.getCUDRequestFactory().getEntityUpdateRequest(uri, UpdateType.PATCH, change);
    stale.setIfMatch(created.getETag());
    assertThatThrownBy(() -> generic.authorized(stale).execute())
        .isInstanceOfSatisfying(
            ODataClientErrorException.class,
            refused -> {
              assertThat(refused.getStatusLine().getStatusCode()).isEqualTo(409);
              assertThat(refused.getODataError().getCode()).isEqualTo("Request_EntityChanged");
            });
  }

  @Test
  void it_sends_a_batch_with_a_change_set_and_a_query() {
    ODataBatchRequest batch =
        generic.authorized(client.getBatchRequestFactory().getBatchRequest(sandbox().apiRoot()));
    BatchManager manager = batch.payloadManager();
    ODataChangeset changes = manager.addChangeset();
    changes.addRequest(creation("Eins GmbH"));
    changes.addRequest(creation("Zwei GmbH"));
    manager.addRequest(
        client
            .getRetrieveRequestFactory()
            .getEntitySetRequest(
                generic.set("customers").filter("displayName eq 'Zwei GmbH'").build()));

    assertThat(statuses(manager)).containsExactly(201, 201, 200);
    wire.only("customers", "displayName eq 'Eins GmbH'");
  }

  @Test
  void a_change_set_stands_or_falls_as_a_whole() {
    BatchManager manager =
        generic
            .authorized(client.getBatchRequestFactory().getBatchRequest(sandbox().apiRoot()))
            .payloadManager();
    ODataChangeset changes = manager.addChangeset();
    changes.addRequest(creation("Eins GmbH"));
    changes.addRequest(creation(""));

    assertThat(statuses(manager)).contains(400);
    assertThat(
            wire.query("customers", "$filter", "displayName eq 'Eins GmbH'").body().path("value"))
        .isEmpty();
  }

  private static List<Integer> statuses(BatchManager manager) {
    List<Integer> statuses = new ArrayList<>();
    ODataBatchResponse answer = manager.getResponse();
    answer
        .getBody()
        .forEachRemaining(
            item -> {
              for (Iterator<ODataResponse> each = item; each.hasNext(); ) {
                statuses.add(each.next().getStatusCode());
              }
            });
    return statuses;
  }

  private ODataEntityCreateRequest<ClientEntity> creation(String name) {
    ClientEntity customer = generic.entity("customer");
    generic.property(customer, "displayName", name);
    return generic.creation("customers", customer);
  }
}
