package io.fieldbridge.sandbox.salesforce;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One org per test class, reset before each test, and the integration user logged in. */
abstract class OrgTestCase {

  static RunningOrg org;

  @BeforeAll
  static void start() {
    org = new RunningOrg();
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  @BeforeEach
  void reset() {
    org.sandbox.reset();
    org.login("fieldbridge-demo");
  }
}
