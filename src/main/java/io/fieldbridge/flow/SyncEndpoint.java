package io.fieldbridge.flow;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** One step of a delivery, or the changes of a system. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "sync",
    title = "FieldBridge Sync",
    syntax = "sync:verb",
    category = {Category.TRANSFORMATION})
public final class SyncEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

  @UriPath(description = "changes, read, translate, rate, write, post, link or report")
  @Metadata(required = true)
  private final String verb;

  @UriParam(description = "The role (crm, fsm, erp) whose system is meant")
  private String system;

  @UriParam(description = "The vendor's name of the object or entity set")
  private String object;

  @UriParam(description = "changes: the field that names the record which this one is a part of")
  private String root;

  @UriParam(description = "changes: the object that the root field points to")
  private String rootObject;

  @UriParam(description = "translate: the role to translate for")
  private String to;

  @UriParam(
      description =
          "write: members that this object calls otherwise than the contract, from:to,...")
  private String rename;

  @UriParam(description = "refresh: the flow that keeps the other record")
  private String flow;

  @UriParam(description = "refresh: the contract's field that refers to the other record")
  private String field;

  @UriParam(description = "post: the bound action that posts the document")
  private String action;

  @UriParam(description = "report: accepted, pending, rejected or retry", defaultValue = "accepted")
  private String outcome = "accepted";

  private final Engine engine;

  SyncEndpoint(String uri, SyncComponent component, String verb, Engine engine) {
    super(uri, component);
    this.verb = verb;
    this.engine = engine;
  }

  @Override
  public Producer createProducer() {
    return new StepProducer(this, Steps.named(verb, this, engine));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (!verb.equals("changes")) {
      throw new IllegalArgumentException(
          "Only sync:changes can start a route; '" + verb + "' is a step inside one");
    }
    ChangesConsumer consumer = new ChangesConsumer(this, processor, engine);
    configureConsumer(consumer);
    return consumer;
  }

  /** The changes of one object may go into several flows. */
  @Override
  public boolean isMultipleConsumersSupported() {
    return verb.equals("changes");
  }

  Engine engine() {
    return engine;
  }

  public String getVerb() {
    return verb;
  }

  public String getSystem() {
    return system;
  }

  public void setSystem(String system) {
    this.system = system;
  }

  public String getObject() {
    return object;
  }

  public void setObject(String object) {
    this.object = object;
  }

  public String getRoot() {
    return root;
  }

  public void setRoot(String root) {
    this.root = root;
  }

  public String getRootObject() {
    return rootObject;
  }

  public void setRootObject(String rootObject) {
    this.rootObject = rootObject;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  public String getRename() {
    return rename;
  }

  public void setRename(String rename) {
    this.rename = rename;
  }

  public String getFlow() {
    return flow;
  }

  public void setFlow(String flow) {
    this.flow = flow;
  }

  public String getField() {
    return field;
  }

  public void setField(String field) {
    this.field = field;
  }

  public String getAction() {
    return action;
  }

  public void setAction(String action) {
    this.action = action;
  }

  public String getOutcome() {
    return outcome;
  }

  public void setOutcome(String outcome) {
    this.outcome = outcome;
  }
}
