package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/**
 * State and Country picklists: names and codes go together, both must be known, and a state needs a
 * country.
 */
final class AddressRule implements Rule {

  @Override
  public void before(Save save) {
    if (!save.transaction().org().settings().stateCountryPicklists()) {
      return;
    }
    for (Field field : save.type().fields()) {
      if (field.type() == FieldType.ADDRESS) {
        String prefix = field.name().substring(0, field.name().length() - "Address".length());
        country(save, prefix);
        state(save, prefix);
      }
    }
  }

  private static void country(Save save, String prefix) {
    String name = prefix + "Country";
    String code = prefix + "CountryCode";
    if (!touched(save, name, code)) {
      return;
    }
    String found = null;
    if (save.sent(code)) {
      found = Countries.name(save.text(code)) == null ? null : save.text(code);
    } else if (save.sent(name)) {
      found = Countries.code(save.text(name));
    }
    boolean named = save.sent(code) || save.sent(name);
    if (named && found == null) {
      throw problem("country", "countries", label(prefix) + "Country", shown(save, code, name));
    }
    save.set(code, found);
    save.set(name, found == null ? null : Countries.name(found));
  }

  private static void state(Save save, String prefix) {
    String name = prefix + "State";
    String code = prefix + "StateCode";
    String country = save.text(prefix + "CountryCode");
    if (!touched(save, name, code) && !save.changed(prefix + "CountryCode")) {
      return;
    }
    String wanted = wantedState(save, name, code, country);
    boolean named = save.sent(code) || save.sent(name) || wanted != null;
    if (named && country == null) {
      throw Save.integrity(
          "A country/territory must be specified before specifying a state value for field: "
              + label(prefix)
              + "State/Province",
          name);
    }
    boolean known = wanted != null && Countries.stateName(country, wanted) != null;
    if (named && !known) {
      throw problem("state", "states", label(prefix) + "State/Province", shown(save, code, name));
    }
    String found = known ? wanted : null;
    save.set(code, found);
    save.set(name, found == null ? null : Countries.stateName(country, found));
  }

  private static String wantedState(Save save, String name, String code, String country) {
    if (save.sent(code)) {
      return save.text(code);
    }
    if (save.sent(name)) {
      return Countries.stateCode(country, save.text(name));
    }
    return touched(save, name, code) ? null : save.text(code);
  }

  private static boolean touched(Save save, String name, String code) {
    return save.given().has(name) || save.given().has(code);
  }

  private static String shown(Save save, String code, String name) {
    return save.sent(code) ? code : name;
  }

  private static String label(String prefix) {
    return prefix.isEmpty() ? "" : prefix + " ";
  }

  private static SalesforceError problem(
      String what, String several, String label, String fieldName) {
    return Save.integrity(
        String.format(
            "There's a problem with this %s, even though it may appear correct. Please select a %s"
                + " from the list of valid %s.: %s",
            what, what, several, label),
        fieldName);
  }
}
