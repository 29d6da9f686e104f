package io.fieldbridge.connector.salesforce;

import java.util.Locale;

/** What to do about a refused login, for the person who set it up. */
final class LoginAdvice {

  private LoginAdvice() {}

  static String of(String error, String description) {
    String said = description.toLowerCase(Locale.ROOT);
    if (said.contains("audience")) {
      return "Set the audience to https://login.salesforce.com, https://test.salesforce.com or the"
          + " My Domain URL.";
    }
    if (said.contains("approved")) {
      return "Pre-authorise the integration user for the app, by permission set or profile.";
    }
    if (said.contains("no client credentials user")) {
      return "Choose a 'Run As' user in the app's client credentials policy.";
    }
    return switch (error) {
      case "invalid_client_id" -> "Check the consumer key.";
      case "invalid_client" -> "Check the consumer secret.";
      case "invalid_grant" ->
          "Check user name, certificate and audience, that the user is active and not locked, and"
              + " this machine's clock.";
      case "inactive_user", "inactive_org" -> "Activate the integration user and the org.";
      case "unsupported_grant_type" ->
          "Enable this OAuth flow in the app; client credentials work only on the My Domain host.";
      default -> "Check login URL, consumer key and credentials in the configuration.";
    };
  }
}
