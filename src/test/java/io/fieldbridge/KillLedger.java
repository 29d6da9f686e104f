package io.fieldbridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people have entered, each value at the side that owns it: what has to be there at last. */
final class KillLedger {

  /** One company: what each side has to say of it. */
  static final class Company {
    final String name;
    final Map<String, String> account = new LinkedHashMap<>();
    final Map<String, String> customer = new LinkedHashMap<>();

    /** Empty where the company begins in the ERP. */
    String accountId = "";

    String customerId = "";

    Company(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name + " " + accountId;
    }
  }

  /**
   * A completed work order.
   *
   * @param lines item, quantity and price of each line, as text
   */
  record Work(String id, Company company, List<String> lines, java.math.BigDecimal total) {}

  final List<Company> companies = new ArrayList<>();
  final List<Work> works = new ArrayList<>();
  int edits;
}
