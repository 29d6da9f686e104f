package io.fieldbridge.connector.salesforce;

import java.security.PrivateKey;
import java.util.Objects;

/** How the integration user proves who it is. Never printed. */
public sealed interface SalesforceCredentials {

  /** OAuth client credentials; works on a My Domain host only. */
  record ClientSecret(String secret) implements SalesforceCredentials {
    public ClientSecret {
      Objects.requireNonNull(secret, "secret");
    }

    @Override
    public String toString() {
      return "ClientSecret[hidden]";
    }
  }

  /**
   * OAuth JWT bearer.
   *
   * @param userName the integration user's login name
   * @param key the key whose certificate the app in Salesforce carries
   * @param audience the login host that Salesforce expects, {@code https://login.salesforce.com}
   */
  record JwtBearer(String userName, PrivateKey key, String audience)
      implements SalesforceCredentials {
    public JwtBearer {
      Objects.requireNonNull(userName, "userName");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(audience, "audience");
    }

    @Override
    public String toString() {
      return "JwtBearer[" + userName + ", " + audience + "]";
    }
  }
}
