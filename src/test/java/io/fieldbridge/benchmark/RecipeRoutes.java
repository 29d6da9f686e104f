package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/**
 * Account to customer by the book: change events, Camel's idempotent consumer, the record as it is
 * now, a customer looked up by the number that the account bears or else created, its number
 * written back; failures are repeated after growing pauses and then logged as dead letters. Every
 * start begins with the oldest event that the org keeps, so that nothing is missed for being away.
 */
final class RecipeRoutes extends RouteBuilder {

  private static final String FIELDS =
      "Id,Name,Phone,BillingStreet,BillingCity,BillingPostalCode,ERP_Customer_Id__c";
  private static final Set<String> CHANGES = Set.of("CREATE", "UPDATE", "UNDELETE");
  private static final String NUMBER = "ERP_Customer_Id__c";

  private final Address address;
  private final boolean eager;
  private final String user;

  /**
   * @param eager whether the idempotent consumer notes an event before the work or after it
   * @param user whose changes are our own
   */
  RecipeRoutes(Address address, boolean eager, String user) {
    this.address = address;
    this.eager = eager;
    this.user = user;
  }

  @Override
  public void configure() {
    errorHandler(
        deadLetterChannel("log:dead-letter?level=ERROR&showException=true")
            .maximumRedeliveries(6)
            .redeliveryDelay(500)
            .useExponentialBackOff()
            .backOffMultiplier(2)
            .maximumRedeliveryDelay(8_000));
    intake();
    delivery();
  }

  private void intake() {
    from("salesforce:pubSubSubscribe:/data/AccountChangeEvent?pubSubDeserializeType=JSON"
            + "&replayPreset=EARLIEST")
        .routeId("account-to-customer")
        .unmarshal()
        .json(JsonNode.class)
        .filter()
        .body(JsonNode.class, this::isTheirs)
        .setProperty("transaction")
        .body(JsonNode.class, RecipeRoutes::transaction)
        .split()
        .body(JsonNode.class, RecipeRoutes::accounts)
        .idempotentConsumer(simple("${exchangeProperty.transaction}-${body}"))
        .idempotentRepository("seen")
        .eager(eager)
        .to("direct:account");
  }

  private void delivery() {
    from("direct:account")
        .setHeader("sObjectId", body())
        .to("salesforce:getSObject?sObjectName=Account&sObjectFields=" + FIELDS)
        .unmarshal()
        .json(JsonNode.class)
        .setProperty("customer")
        .body(JsonNode.class, RecipeRoutes::customer)
        .setProperty("number")
        .body(JsonNode.class, account -> account.path(NUMBER).asText(""))
        .choice()
        .when(exchangeProperty("number").isEqualTo(""))
        .to("direct:create")
        .otherwise()
        .to("direct:update");
    from("direct:create")
        .process(exchange -> request(exchange, "POST", "customers"))
        .to(company())
        .unmarshal()
        .json(JsonNode.class)
        .setBody()
        .body(
            JsonNode.class,
            made -> "{\"%s\":\"%s\"}".formatted(NUMBER, made.at("/number").asText()))
        .to("salesforce:updateSObject?sObjectName=Account");
    from("direct:update")
        .process(RecipeRoutes::lookUp)
        .to(company())
        .unmarshal()
        .json(JsonNode.class)
        .process(RecipeRoutes::found)
        .to(company());
  }

  private String company() {
    return address.company()
        + "?oauth2ClientId=fieldbridge-demo&oauth2ClientSecret=fieldbridge-demo-secret"
        + "&oauth2TokenEndpoint=RAW("
        + address.businessCentralToken()
        + ")&oauth2Scope=RAW("
        + Login.SCOPE
        + ")&oauth2BodyAuthentication=true&oauth2CacheTokens=true";
  }

  private boolean isTheirs(JsonNode event) {
    JsonNode header = event.path("ChangeEventHeader");
    return CHANGES.contains(header.path("changeType").asText())
        && !header.path("commitUser").asText().equals(user);
  }

  private static String transaction(JsonNode event) {
    JsonNode header = event.path("ChangeEventHeader");
    return header.path("transactionKey").asText() + "-" + header.path("sequenceNumber").asText();
  }

  private static List<String> accounts(JsonNode event) {
    List<String> ids = new ArrayList<>();
    event.path("ChangeEventHeader").path("recordIds").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static String customer(JsonNode account) {
    ObjectNode customer = new ObjectMapper().createObjectNode();
    customer.put("displayName", account.path("Name").asText());
    customer.put("phoneNumber", account.path("Phone").asText(""));
    customer.put("addressLine1", account.path("BillingStreet").asText(""));
    customer.put("city", account.path("BillingCity").asText(""));
    customer.put("postalCode", account.path("BillingPostalCode").asText(""));
    return customer.toString();
  }

  private static void lookUp(Exchange exchange) {
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_PATH, "customers");
    String number = exchange.getProperty("number", String.class);
    message.setHeader(Exchange.HTTP_QUERY, "$filter=number eq '" + number + "'");
    message.setBody(null);
  }

  private static void found(Exchange exchange) {
    JsonNode customer = exchange.getMessage().getBody(JsonNode.class).path("value").path(0);
    if (customer.isMissingNode()) {
      throw new IllegalStateException("No customer " + exchange.getProperty("number"));
    }
    request(exchange, "PATCH", "customers(" + customer.path("id").asText() + ")");
    exchange.getMessage().setHeader("If-Match", customer.path("@odata.etag").asText());
  }

  private static void request(Exchange exchange, String method, String path) {
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_METHOD, method);
    message.setHeader(Exchange.HTTP_PATH, path);
    message.removeHeader(Exchange.HTTP_QUERY);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(exchange.getProperty("customer", String.class));
  }
}
