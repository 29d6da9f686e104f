package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.impl.DefaultCamelContext;
import org.cometd.bayeux.client.ClientSessionChannel;
import org.cometd.client.BayeuxClient;
import org.cometd.client.http.jetty.JettyHttpClientTransport;
import org.cometd.client.transport.ClientTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that are not ours: CometD's own for Java, and stock camel-salesforce on top of it. */
class StockCometdClientTest {

  private static final String ACCOUNTS = "/data/AccountChangeEvent";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void cometds_client_subscribes_receives_survives_being_forgotten_and_disconnects()
      throws Exception {
    HttpClient http = new HttpClient();
    http.start();
    BayeuxClient client = new BayeuxClient(org.sandbox.url() + "/cometd/62.0", transport(http));
    client
        .getChannel("/meta/handshake")
        .addListener(
            (ClientSessionChannel.MessageListener)
                (channel, message) ->
                    client
                        .getChannel(ACCOUNTS)
                        .subscribe((any, event) -> events.add(event.getDataAsMap())));
    client.handshake();
    assertThat(client.waitFor(PATIENCE.toMillis(), BayeuxClient.State.CONNECTED)).isTrue();
    createUntil(1);
    org.post("/sandbox/faults", "{'fault':'cometd-forget'}");
    createUntil(events.size() + 1);
    assertThat(events.get(0)).containsKeys("schema", "payload", "event");
    client.disconnect(PATIENCE.toMillis());
    assertThat(client.isDisconnected()).isTrue();
    http.stop();
  }

  @Test
  void camel_subscribes_to_changes_and_platform_events() throws Exception {
    try (DefaultCamelContext camel = camel()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("salesforce:subscribe:data/AccountChangeEvent?replayId=-2&rawPayload=true")
                  .process(exchanges::add);
              from("salesforce:subscribe:event/Order_Accepted__e?replayId=-2&rawPayload=true")
                  .process(exchanges::add);
            }
          });
      String id = org.create("Account", "{'Name':'A'}");
      org.create("Order_Accepted__e", "{'Order_Number__c':'SO-1'}");
      camel.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(exchanges)
                      .extracting(exchange -> exchange.getMessage().getBody(String.class))
                      .anyMatch(body -> body.contains(id) && body.contains("\"CREATE\""))
                      .anyMatch(body -> body.contains("SO-1")));
      int before = exchanges.size();
      org.post("/sandbox/faults", "{'fault':'cometd-forget'}");
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                org.create("Account", "{'Name':'B'}");
                return exchanges.size() > before;
              });
    }
  }

  @Test
  void camel_runs_a_bulk_job_to_its_results() throws Exception {
    org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':0}");
    try (DefaultCamelContext camel = camel()) {
      camel.start();
      var template = camel.createProducerTemplate();
      Job wanted = new Job();
      wanted.setObject("Account");
      wanted.setOperation(OperationEnum.INSERT);
      Job job = template.requestBody("salesforce:bulk2CreateJob", wanted, Job.class);
      Map<String, Object> headers = new HashMap<>(Map.of("jobId", job.getId()));
      template.requestBodyAndHeaders("salesforce:bulk2CreateBatch", "Name\nBulky\n", headers);
      template.requestBodyAndHeaders("salesforce:bulk2CloseJob", "", headers);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  template
                          .requestBodyAndHeaders("salesforce:bulk2GetJob", "", headers, Job.class)
                          .getState()
                      == JobStateEnum.JOB_COMPLETE);
      String results =
          template.requestBodyAndHeaders(
              "salesforce:bulk2GetSuccessfulResults", "", headers, String.class);
      assertThat(results).contains("sf__Created").contains("Bulky");
    }
  }

  /** Changes accounts until so many events have come: what comes while nobody listens is lost. */
  private void createUntil(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              org.create("Account", "{'Name':'A'}");
              return events.size() >= count;
            });
  }

  private ClientTransport transport(HttpClient http) {
    return new JettyHttpClientTransport(null, http) {
      @Override
      protected void customize(Request request) {
        request.headers(headers -> headers.put("Authorization", "OAuth " + org.token()));
      }
    };
  }

  private DefaultCamelContext camel() {
    SalesforceComponent component = new SalesforceComponent();
    SalesforceLoginConfig login = new SalesforceLoginConfig();
    login.setType(AuthenticationType.CLIENT_CREDENTIALS);
    login.setLoginUrl(org.sandbox.url());
    login.setClientId("sales-demo");
    login.setClientSecret("sales-demo-secret");
    component.setLoginConfig(login);
    SalesforceEndpointConfig config = new SalesforceEndpointConfig();
    config.setApiVersion("62.0");
    component.setConfig(config);
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.addComponent("salesforce", component);
    return camel;
  }
}
