package io.fieldbridge.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.Error;
import com.salesforce.eventbus.protobuf.ErrorCode;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.PublishResult;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;

/** Puts the events of a request into the log, each by itself. */
final class Publishing {
  private final EventLog log;

  Publishing(EventLog log) {
    this.log = log;
  }

  /**
   * The results in the order of the events; an event that cannot be read fails alone.
   *
   * @throws StatusRuntimeException where the request as a whole is refused
   */
  PublishResponse publish(PublishRequest request) {
    Topic topic = topic(request.getTopicName());
    if (request.getEventsCount() == 0) {
      throw PubSubError.PUBLISH_COUNT.exception();
    }
    PublishResponse.Builder response =
        PublishResponse.newBuilder().setSchemaId(topic.schemaId()).setRpcId(PubSubError.newRpcId());
    for (ProducerEvent event : request.getEventsList()) {
      response.addResults(one(topic, event));
    }
    return response.build();
  }

  private Topic topic(String name) {
    if (name.isEmpty()) {
      throw PubSubError.PUBLISH_TOPIC_EMPTY.exception();
    }
    Topic topic = log.topics().find(name).orElseThrow(PubSubError.TOPIC_NOT_FOUND::exception);
    if (!topic.publishable()) {
      throw PubSubError.TOPIC_NOT_PUBLISHABLE.exception();
    }
    return topic;
  }

  private PublishResult one(Topic topic, ProducerEvent event) {
    Optional<EventSchema> schema =
        log.topics()
            .schema(event.getSchemaId())
            .filter(known -> known.avro().getName().equals(topic.entity()));
    if (schema.isEmpty()) {
      throw PubSubError.SCHEMA_INVALID.exception();
    }
    PublishResult.Builder result = PublishResult.newBuilder().setCorrelationKey(event.getId());
    byte[] payload = event.getPayload().toByteArray();
    String problem =
        log.usage().publications().take(1)
            ? problem(schema.get(), payload)
            : "LIMIT_EXCEEDED: The hourly limit of published platform events is exceeded.";
    if (problem != null) {
      return result
          .setReplayId(ByteString.EMPTY)
          .setError(Error.newBuilder().setCode(ErrorCode.PUBLISH).setMsg(problem))
          .build();
    }
    String id = event.getId().isEmpty() ? null : event.getId();
    long position = log.publish(Encoding.platform(topic.entity(), id, schema.get().id(), payload));
    return result.setReplayId(ReplayId.of(position)).build();
  }

  /** Null where the payload can be read and is not too large. */
  private static String problem(EventSchema schema, byte[] payload) {
    if (payload.length > Encoding.PAYLOAD_MAX) {
      return "The event is larger than 1 MB.";
    }
    try {
      EventJson.decode(schema, payload);
      return null;
    } catch (UncheckedIOException | AvroRuntimeException unreadable) {
      return "The payload is not of the schema " + schema.id() + ".";
    }
  }
}
