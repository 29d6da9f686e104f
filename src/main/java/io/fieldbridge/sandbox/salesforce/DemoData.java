package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import java.time.Duration;
import java.util.List;

/** Seeds an empty org: the same records with the same ids each time. */
final class DemoData {

  /** Yesterday: whoever asks for what changes from now on gets none of it. */
  private static final Duration AGE = Duration.ofDays(1);

  private DemoData() {}

  static void seed(Org org) {
    org.past(AGE, () -> write(org));
  }

  private static void write(Org org) {
    String admin = org.write(Caller.of("", ""), transaction -> users(new Demo(transaction)));
    org.write(
        Caller.of(admin, ""),
        transaction -> {
          Demo demo = new Demo(transaction);
          new DemoProducts(demo).seed();
          new DemoAccounts(demo).seed();
          new DemoWork(demo).seed();
          return demo;
        });
  }

  private static String users(Demo demo) {
    demo.create("User", user(ConsumerApps.INTEGRATION_USER, "Integration", "User"));
    demo.create("User", user(ConsumerApps.SALES_USER, "Sales", "Desk"));
    demo.create("User", user(ConsumerApps.TECHNICIAN_USER, "Service", "Technician"));
    String admin = demo.create("User", user("admin@fieldbridge.example", "Org", "Administrator"));
    List<String> currencies = List.of("EUR:1", "USD:1.08", "GBP:0.85");
    boolean several = demo.currency("USD").equals("USD");
    for (String currency : several ? currencies : currencies.subList(0, 1)) {
      String[] parts = currency.split(":");
      demo.create(
          "CurrencyType",
          Json.object()
              .put("IsoCode", parts[0])
              .put("ConversionRate", parts[1])
              .put("DecimalPlaces", 2)
              .put("IsCorporate", parts[0].equals("EUR")));
    }
    setup(demo);
    return admin;
  }

  private static void setup(Demo demo) {
    demo.create(
        "Organization",
        Json.object()
            .put("Name", "FieldBridge Sandbox")
            .put("OrganizationType", "Developer Edition")
            .put("InstanceName", "FB0")
            .put("FiscalYearStartMonth", 1)
            .put("IsSandbox", true));
    demo.create("BusinessHours", Json.object().put("Name", "Default").put("IsDefault", true));
    demo.create("OperatingHours", Json.object().put("Name", "Default"));
    demo.recordTypes();
  }

  private static ObjectNode user(String name, String first, String last) {
    return Json.object()
        .put("Username", name)
        .put("FirstName", first)
        .put("LastName", last)
        .put("Alias", name.substring(0, 5))
        .put("UserType", "Standard")
        .put("Email", name);
  }
}
