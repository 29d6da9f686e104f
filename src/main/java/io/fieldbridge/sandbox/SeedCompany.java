package io.fieldbridge.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One row of {@code /sandbox/companies.csv}: the invented customer base that both simulators seed
 * from. {@code accountNumber} is what the account in Salesforce carries as its number, empty for
 * none; {@code note} says what is special about first contact with this company.
 */
public record SeedCompany(
    String number,
    String name,
    Address address,
    String phone,
    String email,
    String taxRegistrationNumber,
    boolean inSalesforce,
    boolean inBusinessCentral,
    String accountNumber,
    String currency,
    String note) {

  /** Where a company is; the country as ISO 3166-1 alpha-2. */
  public record Address(String street, String postalCode, String city, String countryCode) {}

  /** All rows, in their order. */
  public static List<SeedCompany> all() {
    return SeedFile.rows("/sandbox/companies.csv").stream().map(SeedCompany::read).toList();
  }

  private static SeedCompany read(Map<String, String> row) {
    return new SeedCompany(
        row.get("number"),
        row.get("name"),
        new Address(
            row.get("street"), row.get("postalCode"), row.get("city"), row.get("countryCode")),
        row.get("phone"),
        row.get("email"),
        row.get("taxRegistrationNumber"),
        Boolean.parseBoolean(row.get("inSalesforce")),
        Boolean.parseBoolean(row.get("inBusinessCentral")),
        row.get("accountNumber"),
        row.get("currency"),
        row.get("note"));
  }
}
