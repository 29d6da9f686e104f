package io.fieldbridge.sandbox.salesforce.events;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import java.util.UUID;

/** The errors of the Pub/Sub API: status, error code and what the message says. */
enum PubSubError {
  AUTHENTICATION(
      Status.Code.UNAUTHENTICATED,
      "service.auth.error",
      "An authentication exception occurred. Provide valid authentication."),
  AUTHENTICATION_HEADERS(
      Status.Code.UNAUTHENTICATED,
      "service.auth.headers.invalid",
      "The headers accesstoken, instanceurl and tenantid must be present and belong together."),
  TOPIC_EMPTY(Status.Code.NOT_FOUND, "topic.validation.empty", "The topic name must not be empty."),
  TOPIC_NOT_FOUND(
      Status.Code.NOT_FOUND, "topic.not.found", "The topic does not exist or is not accessible."),
  TOPIC_NOT_PUBLISHABLE(
      Status.Code.PERMISSION_DENIED, "topic.meta.permission", "The topic cannot be published to."),
  SCHEMA_NOT_FOUND(
      Status.Code.NOT_FOUND, "schema.not.found", "No schema has the id that was given."),
  PUBLISH_TOPIC_EMPTY(
      Status.Code.INVALID_ARGUMENT,
      "publish.topic.validation.empty",
      "The topic name must not be empty."),
  PUBLISH_TOPIC_MISMATCH(
      Status.Code.INVALID_ARGUMENT,
      "publish.topic.mismatch",
      "The topic of a publish stream cannot change."),
  PUBLISH_COUNT(
      Status.Code.INVALID_ARGUMENT,
      "publish.event.count.invalid",
      "A publish request must have at least one event."),
  SCHEMA_INVALID(
      Status.Code.INVALID_ARGUMENT,
      "schema.validation.failed",
      "The schema id is not one of the topic."),
  NOT_SUBSCRIBABLE(
      Status.Code.PERMISSION_DENIED,
      "subscription.topic.cannot.subscribe",
      "The user has no permission to subscribe to the topic."),
  DELIVERIES_USED_UP(
      Status.Code.RESOURCE_EXHAUSTED,
      "subscription.limit.exceeded",
      "The organization's daily limit of delivered events is exceeded."),
  CLIENTS_TOO_MANY(
      Status.Code.RESOURCE_EXHAUSTED,
      "concurrent.client.limit.exceeded",
      "The organization has too many concurrent clients."),
  PUBLISH_STREAM_IDLE(
      Status.Code.ABORTED,
      "publish.stream.sweeper.timeout",
      "The publish stream was idle for too long."),
  TOPIC_MISMATCH(
      Status.Code.INVALID_ARGUMENT,
      "subscription.fetch.topic.mismatch",
      "The topic of a stream cannot change."),
  REQUESTED_EVENTS(
      Status.Code.INVALID_ARGUMENT,
      "subscription.fetch.requested.events.invalid",
      "The number of requested events must be greater than zero."),
  REPLAY_ID_MISSING(
      Status.Code.INVALID_ARGUMENT,
      "subscription.fetch.replayid.validation.failed",
      "A replay id is required with the preset CUSTOM."),
  REPLAY_PRESET(
      Status.Code.INVALID_ARGUMENT,
      "subscription.fetch.request.invalid",
      "The replay preset is none of LATEST, EARLIEST and CUSTOM."),
  SERVICE_UNAVAILABLE(
      Status.Code.UNAVAILABLE, "service.unavailable", "The service is temporarily unavailable."),
  SERVICE_PROTECTED(
      Status.Code.RESOURCE_EXHAUSTED,
      "service.protection.triggered",
      "The service protects itself from too much load."),
  STREAM_INTERNAL(
      Status.Code.INTERNAL,
      "subscription.internal.error",
      "The subscription ended with an internal error."),
  TENANT_UNLICENSED(
      Status.Code.PERMISSION_DENIED,
      "service.tenant.license",
      "The organization has no license for the Pub/Sub API."),
  REPLAY_ID_CORRUPTED(
      Status.Code.INVALID_ARGUMENT,
      "subscription.fetch.replayid.corrupted",
      "The replay id validation failed: it is corrupted or outside of the retention window.");

  static final Metadata.Key<String> CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<String> RPC_ID =
      Metadata.Key.of("rpc-id", Metadata.ASCII_STRING_MARSHALLER);

  private final Status.Code status;
  private final String suffix;
  private final String text;

  PubSubError(Status.Code status, String suffix, String text) {
    this.status = status;
    this.suffix = suffix;
    this.text = text;
  }

  /**
   * The error with this end of its code.
   *
   * @throws IllegalArgumentException where there is none
   */
  static PubSubError of(String suffix) {
    return Arrays.stream(values())
        .filter(error -> error.suffix.equals(suffix))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no error has the code " + suffix));
  }

  StatusRuntimeException exception() {
    String rpcId = newRpcId();
    Metadata trailers = new Metadata();
    trailers.put(CODE, "sfdc.platform.eventbus.grpc." + suffix);
    trailers.put(RPC_ID, rpcId);
    return status
        .toStatus()
        .withDescription(text + " rpcId: " + rpcId)
        .asRuntimeException(trailers);
  }

  static String newRpcId() {
    return UUID.randomUUID().toString();
  }
}
