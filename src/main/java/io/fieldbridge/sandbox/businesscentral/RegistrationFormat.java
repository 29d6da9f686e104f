package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Map;
import java.util.regex.Pattern;

/** The formats of tax registration numbers that a tenant has set up for some countries. */
final class RegistrationFormat {

  private static final String HOME = "DE";
  private static final Map<String, Pattern> FORMATS =
      Map.of(
          "DE", Pattern.compile("DE\\d{9}"),
          "AT", Pattern.compile("ATU\\d{8}"),
          "NL", Pattern.compile("NL\\d{9}B\\d{2}"),
          "BE", Pattern.compile("BE[01]\\d{9}"),
          "DK", Pattern.compile("DK\\d{8}"),
          "FR", Pattern.compile("FR[0-9A-Z]{2}\\d{9}"),
          "PL", Pattern.compile("PL\\d{10}"));

  private RegistrationFormat() {}

  /**
   * Checks the number of a party by its country, that of the company where it names none.
   *
   * @throws VendorException where the tenant checks formats and this one is wrong
   */
  static void check(Transaction transaction, Draft party, Object number) {
    String country = party.text("country").isEmpty() ? HOME : party.text("country");
    Pattern format = FORMATS.get(country);
    boolean checked = transaction.switches().on(Switch.REGISTRATION_FORMATS) && format != null;
    if (checked && !number.equals("") && !format.matcher(number.toString()).matches()) {
      throw VendorException.dialog(
          "The entered VAT Registration number is not in agreement with the format specified for Country/Region Code %s. The following formats are acceptable: %s"
              .formatted(country, format));
    }
  }
}
