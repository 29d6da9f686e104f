package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the changes of one object to its route, inside the transaction that stores them. */
final class ChangesConsumer extends DefaultConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(ChangesConsumer.class);

  private final SyncEndpoint endpoint;
  private final Engine engine;

  ChangesConsumer(SyncEndpoint endpoint, Processor processor, Engine engine) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.engine = engine;
  }

  /** The system whose changes it takes. */
  String system() {
    return engine.systems().system(endpoint.getSystem());
  }

  String object() {
    return endpoint.getObject();
  }

  /** Whether the object is a part of a bigger record, whose change it is. */
  boolean takesParts() {
    return endpoint.getRoot() != null;
  }

  /** Runs the route to its end on the caller's thread, inside the caller's transaction. */
  void take(Change change) throws Exception {
    Optional<RecordRef> root = root(change);
    if (takesParts() && root.isEmpty()) {
      tellOrphan(change);
      return;
    }
    Exchange exchange = createExchange(false);
    try {
      exchange.getIn().setBody(change);
      root.ifPresent(record -> exchange.setVariable(InboxEndpoint.ROOT, record));
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    } finally {
      releaseExchange(exchange, false);
    }
  }

  /** A part may belong to nothing; one of which that is not known may be missing somewhere. */
  private void tellOrphan(Change change) {
    if (!change.values().has(endpoint.getRoot())) {
      LOG.warn(
          "{} {}: the change does not tell {}, so it reaches no {}; edit that {} if this matters",
          change.record(),
          change.kind(),
          endpoint.getRoot(),
          endpoint.getRootObject(),
          endpoint.getRootObject());
    }
  }

  /** The record that the changed one is a part of; empty where it is a part of none. */
  private Optional<RecordRef> root(Change change) {
    if (!takesParts()) {
      return Optional.empty();
    }
    JsonNode id = change.values().path(endpoint.getRoot());
    return id.isTextual()
        ? Optional.of(new RecordRef(system(), endpoint.getRootObject(), id.textValue()))
        : Optional.empty();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    engine.intake().add(this);
  }

  @Override
  protected void doStop() throws Exception {
    engine.intake().remove(this);
    super.doStop();
  }
}
