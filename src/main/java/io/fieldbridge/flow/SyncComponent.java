package io.fieldbridge.flow;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code sync:changes} tells the changes of a system; every other {@code sync:<verb>} is one step
 * of a delivery.
 */
@Component("sync")
public final class SyncComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Engine engine = InboxComponent.engine(getCamelContext());
    SyncEndpoint endpoint = new SyncEndpoint(uri, this, remaining == null ? "" : remaining, engine);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
