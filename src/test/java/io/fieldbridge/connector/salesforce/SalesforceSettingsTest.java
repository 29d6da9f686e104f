package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.failure.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings, keys and ids that cannot work are refused where they are given. */
class SalesforceSettingsTest {

  @Test
  void a_pem_key_is_read() throws NoSuchAlgorithmException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    assertThat(PrivateKeys.fromPem(pem)).isEqualTo(keys.getPrivate());
  }

  @Test
  void a_text_that_is_no_key_is_refused_without_being_repeated() {
    for (String pem :
        new String[] {
          "",
          "c2VjcmV0",
          "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"
        }) {
      assertThatThrownBy(() -> PrivateKeys.fromPem(pem))
          .isInstanceOf(ContractException.class)
          .hasMessageContaining("openssl pkcs8")
          .hasMessageNotContaining("c2VjcmV0");
    }
  }

  @Test
  void a_key_store_that_cannot_be_read_is_refused_by_name(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("jwt.p12"), "none");
    for (Path path : new Path[] {file, folder.resolve("absent.p12")}) {
      assertThatThrownBy(() -> PrivateKeys.fromPkcs12(path, "secret".toCharArray()))
          .isInstanceOf(ContractException.class)
          .hasMessageContaining(path.toString())
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new SalesforceSettings(null, null, null, "62", "fieldbridge"))
        .hasMessageContaining("expected one such as 62.0");
    assertThatThrownBy(() -> new SalesforceSettings(null, null, null, "62.0", "a, b"))
        .hasMessageContaining("is no client name");
    assertThatThrownBy(
            () -> new SalesforceSettings.PubSub("h", 1, true, List.of("ChangeEvents"), second))
        .hasMessageContaining("is no change event channel");
    assertThatThrownBy(() -> new SalesforceSettings.Poll(second, second, 199))
        .hasMessageContaining("expected 200 to 2000");
    assertThatThrownBy(() -> new SalesforceSettings.Poll(second, second, 200))
        .hasMessageContaining("too short an overlap");
    assertThatThrownBy(() -> new SalesforceSettings.Limits(second, second, second, 0))
        .hasMessageContaining("expected 1 to 100");
    assertThat(SalesforceSettings.PubSub.standard().channels())
        .containsExactly("/data/ChangeEvents");
    assertThat(SalesforceSettings.Limits.standard().longestRequest()).hasMinutes(11);
    assertThat(new SalesforceSettings.Feed(null, Set.of("X"), null).captured()).hasSize(1);
  }

  @Test
  void a_short_id_becomes_a_long_one_by_its_checksum() {
    assertThat(SalesforceId.of("001000000000001")).isEqualTo("001000000000001AAA");
    assertThat(SalesforceId.of("00D5g000007ZLnS")).isEqualTo("00D5g000007ZLnSEAW");
    assertThat(SalesforceId.of("00D5g000007ZLnSEAW")).isEqualTo("00D5g000007ZLnSEAW");
  }

  @Test
  void instants_are_read_in_each_of_the_vendors_spellings() {
    for (String text :
        new String[] {
          "2024-03-28T18:08:28.000+0000", "2024-03-28T18:08:28Z", "2024-03-28T19:08:28.000+01:00"
        }) {
      assertThat(SalesforceTime.format(SalesforceTime.parse(text)))
          .isEqualTo("2024-03-28T18:08:28.000+0000");
    }
  }
}
