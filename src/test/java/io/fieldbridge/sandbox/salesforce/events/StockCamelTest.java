package io.fieldbridge.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.PubSubApiConsumer;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's own Salesforce component can follow the org. */
class StockCamelTest {
  private static final String ID = "001000000000001AAA";

  private final ServedOrg org = new ServedOrg();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<Object> bodies = new CopyOnWriteArrayList<>();
  private final List<Object> replayIds = new CopyOnWriteArrayList<>();
  private HttpServer tokens;

  @BeforeEach
  void start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    tokens = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    byte[] answer =
        ("{\"access_token\":\"%s\",\"instance_url\":\"%s\",\"token_type\":\"Bearer\","
                + "\"id\":\"http://127.0.0.1/id/%s/005000000000001AAA\"}")
            .formatted(ServedOrg.TOKEN, loginUrl(), ServedOrg.TENANT)
            .getBytes(StandardCharsets.UTF_8);
    tokens.createContext(
        "/services/oauth2/",
        call -> {
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    tokens.start();
    camel.addComponent("salesforce", component());
    camel.addLifecycleStrategy(new PlainText());
  }

  @AfterEach
  void stop() {
    camel.stop();
    tokens.stop(0);
    org.close();
  }

  @Test
  void events_arrive_as_generic_records_and_the_stream_survives_a_break() throws Exception {
    follow("GENERIC_RECORD");
    org.commit("UPDATE", "Account", ID, "{'Name':'A','BillingCity':'Kiel','Phone':null}");
    Awaitility.await().until(() -> bodies.size() == 1);
    GenericRecord event = (GenericRecord) bodies.get(0);
    assertThat(FieldNames.of(event, "changedFields"))
        .containsExactly("Name", "Phone", "BillingAddress.City");
    assertThat(FieldNames.of(event, "nulledFields")).containsExactly("Phone");
    org.server.breakStreams(Status.UNAVAILABLE);
    org.commit("UPDATE", "Account", ID, "{'Phone':'2'}");
    Awaitility.await().until(() -> bodies.size() == 2);
    assertThat(((GenericRecord) bodies.get(1)).get("Phone")).hasToString("2");
    assertThat(replayIds).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void events_arrive_as_json() throws Exception {
    follow("JSON");
    org.commit("CREATE", "Account", ID, "{'Name':'Nordwerk','BillingCity':'Kiel'}");
    Awaitility.await().until(() -> bodies.size() == 1);
    JsonNode event = new ObjectMapper().readTree(bodies.get(0).toString());
    assertThat(event.at("/Name").asText()).isEqualTo("Nordwerk");
    assertThat(event.at("/BillingAddress/City").asText()).isEqualTo("Kiel");
    assertThat(event.at("/ChangeEventHeader/changeType").asText()).isEqualTo("CREATE");
  }

  private void follow(String form) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("salesforce:pubSubSubscribe:/data/AccountChangeEvent?replayPreset=EARLIEST"
                    + "&pubSubDeserializeType="
                    + form)
                .process(StockCamelTest.this::keep);
          }
        });
    camel.start();
  }

  private void keep(Exchange exchange) {
    replayIds.add(exchange.getMessage().getHeader("CamelSalesforcePubSubReplayId"));
    bodies.add(exchange.getMessage().getBody());
  }

  private String loginUrl() {
    return "http://127.0.0.1:" + tokens.getAddress().getPort();
  }

  private SalesforceComponent component() {
    SalesforceComponent salesforce = new SalesforceComponent();
    salesforce.setLoginUrl(loginUrl());
    salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
    salesforce.setClientId("demo");
    salesforce.setClientSecret("secret");
    salesforce.setPubSubHost("127.0.0.1");
    salesforce.setPubSubPort(org.server.port());
    return salesforce;
  }

  /** The component has no option for it. */
  private static final class PlainText extends LifecycleStrategySupport {
    @Override
    public void onServiceAdd(CamelContext context, Service service, Route route) {
      if (service instanceof PubSubApiConsumer consumer) {
        consumer.setUsePlainTextConnection(true);
      }
    }
  }
}
