package io.fieldbridge.sandbox.salesforce.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * {@code /cometd/NN.N}: Bayeux messages over HTTP, with what authenticates and what breaks.
 * Refusals are Bayeux messages in an HTTP 200, as the vendor's are. Thread-safe.
 */
public final class StreamingServer implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile(
          "/cometd/(3[7-9]|[45]\\d|6[0-7])\\.0(/|/handshake|/connect|/subscribe|/unsubscribe"
              + "|/disconnect)?");
  private static final Pattern TOKEN = Pattern.compile("(?i)(?:Bearer|OAuth)\\s+(\\S+)");

  private final EventLog log;
  private final Guests guests;
  private final Signal signal = new Signal();
  private final Runnable raise = signal::raise;
  private final Clients clients = new Clients();
  private volatile StreamingSettings settings = StreamingSettings.defaults();
  private volatile long breaks;
  private final AtomicInteger refusals = new AtomicInteger();

  public StreamingServer(EventLog log, Guests guests) {
    this.log = log;
    this.guests = guests;
    log.tellAppends(raise);
  }

  /** Behaves otherwise from now on. */
  public void change(StreamingSettings other) {
    settings = other;
    signal.raise();
  }

  /** Forgets all clients, as a restart of the vendor's server does. */
  public void forgetAll() {
    clients.clear();
    signal.raise();
  }

  /** Refuses the next messages as too busy. */
  public void refuseNext(int messages) {
    refusals.set(messages);
  }

  /** Drops the connections of all requests that are held. */
  public synchronized void breakAll() {
    breaks++;
    signal.raise();
  }

  @Override
  public void close() {
    log.stopTelling(raise);
    breakAll();
  }

  /** Answers a request; one that connects may be held. */
  public SandboxResponse answer(SandboxRequest request) {
    if (!PATH.matcher(request.path()).matches()) {
      return SandboxResponse.text(404, "text/plain", "no such resource");
    }
    if (!request.method().equals("POST")) {
      return SandboxResponse.text(400, "text/plain", "Unknown Bayeux Transport");
    }
    JsonNode messages;
    try {
      messages = Json.MAPPER.readTree(request.text());
    } catch (JsonProcessingException malformed) {
      return SandboxResponse.text(400, "text/plain", "Could not parse the messages");
    }
    return new Exchange(request).answer(messages.isArray() ? messages : Json.array().add(messages));
  }

  /** One HTTP request with its messages. */
  private final class Exchange {
    private final String token;
    private final String cookies;
    private final ArrayNode replies = Json.array();
    private String cookie;
    private boolean broken;

    Exchange(SandboxRequest request) {
      var matcher = TOKEN.matcher(request.header("Authorization").orElse(""));
      token = matcher.matches() ? matcher.group(1) : null;
      cookies = request.header("Cookie").orElse("");
    }

    SandboxResponse answer(JsonNode messages) {
      for (JsonNode message : messages) {
        message(message);
      }
      if (broken) {
        return SandboxResponse.dropped();
      }
      SandboxResponse response = SandboxResponse.json(200, replies);
      return cookie == null
          ? response
          : response.with("Set-Cookie", Clients.COOKIE + "=" + cookie + "; Path=/cometd/");
    }

    private void message(JsonNode message) {
      String channel = message.path("channel").asText();
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        replies.add(Replies.busy(message));
        return;
      }
      if (channel.equals("/meta/handshake")) {
        replies.add(handshake(message));
        return;
      }
      String refusal = token == null ? Replies.NO_HEADER : Replies.BAD_TOKEN;
      BayeuxClient client = clients.find(message.path("clientId").asText(), settings);
      if (token == null || !guests.open(token)) {
        replies.add(Replies.unauthenticated(message, refusal));
      } else if (client == null || settings.cookieRequired() && !client.sends(cookies)) {
        replies.add(Replies.unknownClient(message));
      } else {
        known(client, channel, message);
      }
    }

    private void known(BayeuxClient client, String channel, JsonNode message) {
      switch (channel) {
        case "/meta/connect" -> connect(client, message);
        case "/meta/subscribe" -> replies.add(subscribe(client, message));
        case "/meta/unsubscribe" -> {
          client.unsubscribe(message.path("subscription").asText());
          replies.add(Replies.success(message));
        }
        case "/meta/disconnect" -> {
          clients.remove(client);
          signal.raise();
          replies.add(Replies.success(message));
        }
        default -> replies.add(Replies.failure(message, "403::Publish denied"));
      }
    }

    private ObjectNode handshake(JsonNode message) {
      if (token == null || !guests.open(token)) {
        String reason = token == null ? Replies.NO_HEADER : Replies.BAD_TOKEN;
        return Replies.handshakeDenied(message, reason);
      }
      if (clients.count(settings) >= settings.clientsMax()) {
        return Replies.handshakeDenied(message, Replies.CLIENTS_TOO_MANY);
      }
      cookie = Clients.random();
      return Replies.handshake(message, clients.add(cookie).id());
    }

    private ObjectNode subscribe(BayeuxClient client, JsonNode message) {
      String channel = message.path("subscription").asText();
      if (!log.knows(channel)) {
        return Replies.failure(
            message,
            "400::The channel you requested to subscribe to does not exist {" + channel + "}");
      }
      if (log.entityOf(channel).filter(entity -> !guests.viewer(token).sees(entity)).isPresent()) {
        return Replies.failure(
            message, "403::User does not have permission to subscribe to {" + channel + "}");
      }
      long replay = message.path("ext").path("replay").path(channel).asLong(-1);
      var start = log.start(replay);
      if (start.isEmpty()) {
        return Replies.failure(message, Replies.invalidReplay(replay));
      }
      client.subscribe(channel, start.getAsLong());
      signal.raise();
      return Replies.success(message);
    }

    private void connect(BayeuxClient client, JsonNode message) {
      long number = client.connect();
      signal.raise();
      try {
        boolean atOnce = number == 1 || message.path("advice").path("timeout").asLong(-1) == 0;
        long hold = atOnce ? 0 : settings.holdMilliseconds();
        held(client, number, message, System.nanoTime() + hold * 1_000_000);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        broken = true;
      } finally {
        client.disconnect();
      }
    }

    private void held(BayeuxClient client, long number, JsonNode message, long deadline)
        throws InterruptedException {
      long breaksBefore = breaks;
      boolean waiting = true;
      while (waiting) {
        long count = signal.count();
        if (breaks != breaksBefore) {
          broken = true;
          return;
        }
        if (clients.find(client.id(), settings) == null) {
          replies.add(Replies.unknownClient(message));
          return;
        }
        if (log.usage().deliveries().exhausted()) {
          replies.add(Replies.unauthenticated(message, Replies.DELIVERIES_USED_UP));
          return;
        }
        boolean more = deliver(client) || !client.isNewest(number);
        waiting = !more && signal.await(count, deadline);
      }
      replies.add(Replies.connected(message, settings.holdMilliseconds()));
    }

    private boolean deliver(BayeuxClient client) {
      if (log.delivery().silent()) {
        return false;
      }
      var events = client.take(log, guests.viewer(token), settings.changedFields());
      events.forEach(event -> log.usage().deliver(event.path("channel").asText(), 1));
      log.delivery().spoil(events).forEach(replies::add);
      return !events.isEmpty();
    }
  }
}
