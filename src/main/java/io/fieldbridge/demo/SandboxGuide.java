package io.fieldbridge.demo;

import java.io.PrintStream;
import java.util.Optional;

/** What a person needs to talk to the sandboxes: addresses, credentials, calls to copy. */
public final class SandboxGuide {

  private static final String TEXT =
      """
      Salesforce sandbox
        in a browser   ${salesforce}/
        REST           ${salesforce}/services/data/v62.0
        token          ${salesforce}/services/oauth2/token
        Pub/Sub API    127.0.0.1:${pubsub} (plain text)
        integration    client id fieldbridge-demo    secret fieldbridge-demo-secret
        salesperson    client id sales-demo          secret sales-demo-secret
        technician     client id technician-demo     secret technician-demo-secret

      Business Central sandbox
        in a browser   ${erpAdmin}/
        API v2.0       ${erp}
        extension      ${extension}
        token          ${erpToken}
        company        ${company}
        integration    client id fieldbridge-demo    secret fieldbridge-demo-secret
        finance        client id finance-demo        secret finance-demo-secret

      Three calls to copy and paste (the first two log in by themselves)
        1. The accounts in Salesforce and their customer numbers
           curl -s -G ${salesforce}/services/data/v62.0/query \\
             --data-urlencode "q=SELECT Name, ERP_Customer_Id__c, ERP_Sync_Status__c FROM Account" \\
             -H "Authorization: Bearer $(curl -s ${salesforce}/services/oauth2/token \\
               -d grant_type=client_credentials -d client_id=sales-demo -d client_secret=sales-demo-secret \\
               | sed 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/')"
        2. The invoices in Business Central
           curl -s -G "${erp}/salesInvoices" --data-urlencode "company=${company}" \\
             -H "Authorization: Bearer $(curl -s ${erpToken} \\
               -d grant_type=client_credentials -d client_id=finance-demo -d client_secret=finance-demo-secret \\
               -d scope=https://api.businesscentral.dynamics.com/.default \\
               | sed 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/')"
        3. Let Business Central lose its reply to the next order creation
           curl -s ${erpAdmin}/sandbox/faults -H "Content-Type: application/json" \\
             -d '{"fault":"lost-reply","object":"salesOrders","operation":"create","times":1}'
      """;

  private SandboxGuide() {}

  /** Prints addresses, credentials and calls for these two sandboxes. */
  public static void print(Sandboxes sandboxes, PrintStream out) {
    print(sandboxes.systems(), sandboxes.pubSubPort(), sandboxes.extension(), out);
  }

  static void print(
      DemoSystems systems, int pubSubPort, Optional<String> extension, PrintStream out) {
    out.print(
        TEXT.replace("${salesforce}", systems.salesforce().toString())
            .replace("${pubsub}", String.valueOf(pubSubPort))
            .replace("${erpToken}", systems.businessCentralToken().toString())
            .replace("${erpAdmin}", systems.businessCentralAdmin().toString())
            .replace("${extension}", extension.orElse("none; --profile with-extension installs it"))
            .replace("${erp}", systems.businessCentral().toString())
            .replace("${company}", systems.company()));
    out.flush();
  }
}
