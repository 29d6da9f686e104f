package io.fieldbridge.sandbox.salesforce;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.impl.DefaultCamelContext;

/** Stock camel-salesforce, led to an org as the salesperson. */
final class StockCamel implements AutoCloseable {

  private final DefaultCamelContext camel = new DefaultCamelContext();

  /**
   * @param login tells how to log in; where and as whom is known
   * @param config tells what else is special; the version is known
   */
  StockCamel(RunningOrg org, SalesforceLoginConfig login, SalesforceEndpointConfig config) {
    login.setLoginUrl(org.sandbox.url());
    login.setClientId("sales-demo");
    login.setClientSecret("sales-demo-secret");
    config.setApiVersion("62.0");
    SalesforceComponent component = new SalesforceComponent();
    component.setLoginConfig(login);
    component.setLazyLogin(true);
    component.setConfig(config);
    component.setPackages("org.apache.camel.component.salesforce.api.dto");
    camel.addComponent("salesforce", component);
    camel.start();
  }

  ProducerTemplate template() {
    return camel.createProducerTemplate();
  }

  @Override
  public void close() {
    camel.stop();
  }
}
