package io.fieldbridge.flow;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.Mappings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both sandboxes and one daemon per test class, both flows live, and people on both sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BridgeTestCase {

  Bridge bridge;
  Crm crm;
  Erp erp;
  Accounts accounts;

  @BeforeAll
  void start(@TempDir Path home) {
    change(Mappings.copiedTo(home));
    bridge = Bridge.live(home, settings());
    crm = bridge.crm();
    erp = bridge.erp();
    accounts = bridge.accounts();
  }

  /** Lets a test class have contracts of its own. */
  void change(Mappings shipped) {}

  /** Lets a test class have settings of its own. */
  Map<String, String> settings() {
    return Map.of();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }
}
