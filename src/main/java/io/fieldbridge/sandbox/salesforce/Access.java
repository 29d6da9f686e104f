package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Sight;
import java.util.Map;

/**
 * Who may do what, and how refusals look.
 *
 * @param permissions by user name, or {@code *} for all: an object such as {@code WorkOrder} to the
 *     abilities left ({@code read,create,edit,delete}, empty for none), a field such as {@code
 *     Account.Phone} to {@code read} or {@code none}
 * @param errorStatus HTTP status by error code, where this org's differs from the assumed one
 * @param rotateRefreshTokens whether each refresh gives a new refresh token and ends the old one
 * @param refuseAllWith an error code with which every REST call is refused; empty for none
 */
record Access(
    Map<String, Map<String, String>> permissions,
    Map<String, Integer> errorStatus,
    boolean rotateRefreshTokens,
    String refuseAllWith) {

  static Access open() {
    return new Access(Map.of(), Map.of(), false, "");
  }

  /** What a user sees; {@code multiCurrency} false hides the currencies from everybody. */
  Sight sight(String username, boolean multiCurrency) {
    return new UserSight(
        permissions.getOrDefault("*", Map.of()),
        permissions.getOrDefault(username, Map.of()),
        multiCurrency);
  }

  private record UserSight(Map<String, String> all, Map<String, String> own, boolean multiCurrency)
      implements Sight {

    @Override
    public boolean sees(ObjectType type, String ability) {
      boolean currency = type.name().matches("CurrencyType|DatedConversionRate");
      String left = rule(type.name());
      return (multiCurrency || !currency) && (left == null || left.contains(ability));
    }

    @Override
    public boolean sees(ObjectType type, Field field) {
      boolean currency = field.name().equals("CurrencyIsoCode");
      return (multiCurrency || !currency) && !"none".equals(rule(type.name() + "." + field.name()));
    }

    @Override
    public boolean writes(ObjectType type, Field field) {
      return rule(type.name() + "." + field.name()) == null;
    }

    private String rule(String name) {
      return own.getOrDefault(name, all.get(name));
    }
  }
}
