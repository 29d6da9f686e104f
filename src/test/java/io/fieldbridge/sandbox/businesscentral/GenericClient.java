package io.fieldbridge.sandbox.businesscentral;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.request.ODataRequest;
import org.apache.olingo.client.api.communication.request.cud.ODataEntityCreateRequest;
import org.apache.olingo.client.api.communication.request.invoke.ClientNoContent;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntityRequest;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntitySetRequest;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientPrimitiveValue;
import org.apache.olingo.client.api.uri.URIBuilder;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Apache Olingo's client at work in one company: what a program built on it would write. */
final class GenericClient {

  static final String NAMESPACE = "Microsoft.NAV";
  private final ODataClient client = ODataClientFactory.getClient();
  private final String apiRoot;
  private final Wire wire;

  GenericClient(String apiRoot, Wire wire) {
    this.apiRoot = apiRoot;
    this.wire = wire;
  }

  ODataClient olingo() {
    return client;
  }

  Edm metadata() {
    return authorized(client.getRetrieveRequestFactory().getMetadataRequest(apiRoot))
        .execute()
        .getBody();
  }

  ClientEntitySet read(URI uri) {
    ODataEntitySetRequest<ClientEntitySet> request =
        client.getRetrieveRequestFactory().getEntitySetRequest(uri);
    return authorized(request).execute().getBody();
  }

  ClientEntity one(URI uri) {
    ODataEntityRequest<ClientEntity> request =
        client.getRetrieveRequestFactory().getEntityRequest(uri);
    return authorized(request).execute().getBody();
  }

  ClientEntity created(String set, ClientEntity entity) {
    return authorized(creation(set, entity)).execute().getBody();
  }

  ODataEntityCreateRequest<ClientEntity> creation(String set, ClientEntity entity) {
    return client.getCUDRequestFactory().getEntityCreateRequest(set(set).build(), entity);
  }

  ClientEntity entity(String type) {
    return client.getObjectFactory().newEntity(new FullQualifiedName(NAMESPACE, type));
  }

  void property(ClientEntity entity, String name, Object value) {
    ClientPrimitiveValue.Builder builder = client.getObjectFactory().newPrimitiveValueBuilder();
    entity
        .getProperties()
        .add(
            client
                .getObjectFactory()
                .newPrimitiveProperty(
                    name,
                    value instanceof Integer number
                        ? builder.buildInt32(number)
                        : builder.buildString((String) value)));
  }

  /** Puts rows into an entity that is created together with them. */
  void deep(ClientEntity entity, String navigation, List<ClientEntity> rows) {
    ClientEntitySet set = client.getObjectFactory().newEntitySet();
    set.getEntities().addAll(rows);
    entity.addLink(client.getObjectFactory().newDeepInsertEntitySet(navigation, set));
  }

  int act(URI row, String action) {
    URI uri =
        client
            .newURIBuilder(row.toString())
            .appendActionCallSegment(NAMESPACE + "." + action)
            .build();
    return authorized(
            client.getInvokeRequestFactory().getActionInvokeRequest(uri, ClientNoContent.class))
        .execute()
        .getStatusCode();
  }

  URIBuilder set(String name) {
    return client
        .newURIBuilder(apiRoot)
        .appendEntitySetSegment("companies(" + wire.companyId() + ")")
        .appendEntitySetSegment(name);
  }

  URI row(String set, ClientEntity entity) {
    return set(set).appendKeySegment(UUID.fromString(text(entity, "id"))).build();
  }

  static String text(ClientEntity entity, String name) {
    return entity.getProperty(name).getPrimitiveValue().toString();
  }

  <R extends ODataRequest> R authorized(R request) {
    request.addCustomHeader("Authorization", "Bearer " + wire.token());
    return request;
  }
}
