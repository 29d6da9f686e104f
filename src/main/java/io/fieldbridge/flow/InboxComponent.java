package io.fieldbridge.flow;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code inbox:<flow>} stores a change, or delivers the stored ones in order; {@code inbox:parked}
 * and {@code inbox:waiting} end a delivery that failed.
 */
@Component("inbox")
public final class InboxComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    InboxEndpoint endpoint =
        new InboxEndpoint(uri, this, remaining == null ? "" : remaining, engine(getCamelContext()));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  static Engine engine(CamelContext context) {
    Engine engine = context.getRegistry().findSingleByType(Engine.class);
    if (engine == null) {
      throw new IllegalStateException(
          "The inbox: and sync: endpoints need a FieldBridge engine in the Camel registry");
    }
    return engine;
  }
}
