package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** An org with an Account, a Contact and a custom object, served over gRPC on a free port. */
final class ServedOrg implements AutoCloseable {
  static final String TOKEN = "00D000000000001!token";
  static final String TENANT = "00D000000000001EAA";
  static final String INSTANCE = "http://127.0.0.1:7070";
  static final EntityDefinition ACCOUNT =
      entity(
          "Account",
          "Id:id Name:string BillingStreet:textarea BillingCity:string BillingPostalCode:string"
              + " BillingLatitude:double BillingAddress:address ShippingStreet:textarea"
              + " ShippingCity:string Phone:phone NumberOfEmployees:int AnnualRevenue:currency"
              + " Description:textarea ERP_Blocked__c:boolean Founded__c:date Opens__c:time"
              + " CreatedDate:datetime LastModifiedDate:datetime LastModifiedById:reference"
              + " SystemModstamp:datetime ERP_Customer_Id__c:string");
  static final EntityDefinition CONTACT =
      entity("Contact", "AccountId:reference Name:string FirstName:string LastName:string");
  static final EntityDefinition INVOICE = entity("Invoice__c", "Name:string Amount__c:currency");

  private static final ObjectMapper JSON = new ObjectMapper();

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  final Map<String, ObjectNode> records = new HashMap<>();
  final Set<String> tokens = ConcurrentHashMap.newKeySet();
  final EventLog log;
  final PubSubServer server;
  private final List<PubSubClient> clients = new ArrayList<>();
  private int commits;

  ServedOrg() {
    this(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  ServedOrg(Duration keepAlive, Duration endAfterDelivered) {
    tokens.add(TOKEN);
    InstantSource clock = now::get;
    log =
        new EventLog(
            clock,
            new EventLogSettings(Duration.ofHours(72), 10_000, 16L << 20),
            (entity, id) -> records.get(id));
    List.of(ACCOUNT, CONTACT, INVOICE).forEach(log::define);
    log.channel(EventChannel.standard(List.of("Account", "Contact", "Invoice__c")));
    server = serve(keepAlive, endAfterDelivered);
  }

  private PubSubServer serve(Duration keepAlive, Duration endAfterDelivered) {
    PubSubSettings settings =
        PubSubSettings.defaults(0, TENANT).withTimes(keepAlive, endAfterDelivered);
    try {
      return new PubSubServer(log, this::check, settings).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TokenCheck.Verdict check(String token, String instance, String tenant) {
    if (!tenant.equals(TENANT) || !instance.startsWith("http://127.0.0.1:")) {
      return TokenCheck.Verdict.HEADERS_INVALID;
    }
    return tokens.contains(token) ? TokenCheck.Verdict.ACCEPTED : TokenCheck.Verdict.TOKEN_INVALID;
  }

  PubSubClient client() {
    return client(TOKEN, TENANT);
  }

  PubSubClient client(String token, String tenant) {
    PubSubClient client = new PubSubClient(server.port(), token, INSTANCE, tenant);
    clients.add(client);
    return client;
  }

  void commit(String changeType, String entity, String id, String values) {
    log.append(List.of(event(changeType, entity, id, values)));
  }

  ChangeEvent event(String changeType, String entity, String id, String values) {
    commits++;
    return new ChangeEvent(
        entity,
        List.of(id),
        changeType,
        "com/salesforce/api/rest/62.0;client=test",
        "transaction-" + commits,
        1,
        now.get().toEpochMilli(),
        11_657_372_702_432L + commits,
        "005000000000001AAA",
        json(values));
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EntityDefinition entity(String name, String fields) {
    return new EntityDefinition(
        name,
        Arrays.stream(fields.split(" "))
            .map(field -> field.split(":"))
            .map(parts -> new EntityField(parts[0], parts[1]))
            .toList());
  }

  @Override
  public void close() {
    clients.forEach(PubSubClient::close);
    server.close();
  }
}
