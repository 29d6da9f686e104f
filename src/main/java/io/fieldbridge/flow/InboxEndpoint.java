package io.fieldbridge.flow;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A flow's durable inbox, or the verdict that ends a delivery. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "inbox",
    title = "FieldBridge Inbox",
    syntax = "inbox:name",
    category = {Category.MESSAGING})
public final class InboxEndpoint extends DefaultEndpoint {

  /** The exchange variable that names the record which the changed one is a part of. */
  static final String ROOT = "root";

  @UriPath(
      description =
          "A flow's name, or the verdict: parked or waiting. A route that starts with inbox:parked is"
              + " told of each parked message")
  @Metadata(required = true)
  private final String name;

  @UriParam(description = "Which of the flow's two directions: to-erp or to-crm")
  private String direction;

  @UriParam(description = "How many messages are delivered at the same time", defaultValue = "200")
  private int workers = 200;

  @UriParam(description = "waiting: the first wait, doubled at each try", defaultValue = "2s")
  private String backOff = "2s";

  @UriParam(description = "waiting: the longest wait", defaultValue = "5m")
  private String backOffMax = "5m";

  @UriParam(description = "waiting: after this many tries the message is parked; 0 is never")
  private int tries;

  private final Engine engine;

  InboxEndpoint(String uri, InboxComponent component, String name, Engine engine) {
    super(uri, component);
    this.name = name;
    this.engine = engine;
  }

  @Override
  public Producer createProducer() {
    return switch (name) {
      case "parked", "waiting" -> new VerdictProducer(this);
      default -> new ArrivalProducer(this, engine);
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    DefaultConsumer consumer =
        tellsParked()
            ? new ParkedConsumer(this, processor, engine)
            : new InboxConsumer(this, processor, engine);
    configureConsumer(consumer);
    return consumer;
  }

  Engine engine() {
    return engine;
  }

  /** The flow and the direction, for people. */
  String queue() {
    return name + " " + direction;
  }

  /** At the start of a route {@code inbox:parked} tells what was parked; it delivers nothing. */
  boolean tellsParked() {
    return name.equals("parked");
  }

  public String getName() {
    return name;
  }

  public String getDirection() {
    return direction;
  }

  public void setDirection(String direction) {
    this.direction = direction;
  }

  public int getWorkers() {
    return workers;
  }

  public void setWorkers(int workers) {
    this.workers = workers;
  }

  public String getBackOff() {
    return backOff;
  }

  public void setBackOff(String backOff) {
    this.backOff = backOff;
  }

  public String getBackOffMax() {
    return backOffMax;
  }

  public void setBackOffMax(String backOffMax) {
    this.backOffMax = backOffMax;
  }

  public int getTries() {
    return tries;
  }

  public void setTries(int tries) {
    this.tries = tries;
  }
}
