package io.fieldbridge.flow;

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

  /** What names the bigger record that the object is a part of; empty where it is no part. */
  Optional<String> rootField() {
    return Optional.ofNullable(endpoint.getRoot());
  }

  /**
   * Runs the route to its end on the caller's thread, inside the caller's transaction: once for
   * each record that the change has to do with.
   *
   * @param left the id of the bigger record that a part has left, which is told it, too
   */
  void take(Change change, Optional<String> left) throws Exception {
    if (rootField().isEmpty()) {
      run(change, Optional.empty());
      return;
    }
    Optional<String> root =
        Optional.ofNullable(change.values().path(endpoint.getRoot()).textValue());
    if (root.isPresent()) {
      run(change, root);
    }
    if (left.isPresent()) {
      run(leaving(change, left.get()), left);
    } else if (root.isEmpty()) {
      tellOrphan(change);
    }
  }

  /** The same change under a name of its own, since an inbox takes each change once. */
  private static Change leaving(Change change, String root) {
    return new Change(
        change.id() + "/left/" + root,
        change.record(),
        change.kind(),
        change.values(),
        change.at(),
        change.author(),
        change.origin());
  }

  private void run(Change change, Optional<String> root) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      exchange.getIn().setBody(change);
      root.map(id -> new RecordRef(system(), endpoint.getRootObject(), id))
          .ifPresent(record -> exchange.setVariable(InboxEndpoint.ROOT, record));
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
