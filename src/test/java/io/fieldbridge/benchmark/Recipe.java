package io.fieldbridge.benchmark;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.PubSubApiConsumer;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.main.Main;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.support.LifecycleStrategySupport;
import org.h2.jdbcx.JdbcConnectionPool;

/** The stock Camel recipe as a program: {@link RecipeRoutes}, and what they are led to. */
final class Recipe {

  private Recipe() {}

  /**
   * @param arguments the address, then true for an eager idempotent consumer, then the file of its
   *     database
   */
  public static void main(String[] arguments) throws Exception {
    Address address = Address.read(List.of(arguments));
    boolean eager = Boolean.parseBoolean(arguments[4]);
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:file:" + arguments[5] + ";WRITE_DELAY=0", "sa", "");
    String user =
        Login.at(address.salesforce().resolve("/services/oauth2/token"), "fieldbridge-demo").user();
    Main main = new Main();
    main.bind("salesforce", salesforce(address));
    main.bind("seen", new JdbcMessageIdRepository(database, "account-to-customer"));
    main.bind("plainText", new PlainText());
    main.configure().addRoutesBuilder(new RecipeRoutes(address, eager, user));
    main.run();
  }

  private static SalesforceComponent salesforce(Address address) {
    SalesforceEndpointConfig config = new SalesforceEndpointConfig();
    config.setApiVersion("62.0");
    config.setRawPayload(true);
    SalesforceComponent salesforce = new SalesforceComponent();
    salesforce.setConfig(config);
    salesforce.setLoginUrl(address.salesforce().toString());
    salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
    salesforce.setClientId("fieldbridge-demo");
    salesforce.setClientSecret("fieldbridge-demo-secret");
    salesforce.setPubSubHost("127.0.0.1");
    salesforce.setPubSubPort(address.pubSub());
    return salesforce;
  }

  /** The component has no option for it. */
  private static final class PlainText extends LifecycleStrategySupport {
    @Override
    public void onServiceAdd(CamelContext context, Service service, Route route) {
      if (service instanceof PubSubApiConsumer consumer) {
        consumer.setUsePlainTextConnection(true);
      }
    }
  }
}
