package io.fieldbridge.sandbox.salesforce;

import java.util.Map;

/**
 * A process of one step.
 *
 * @param name as clients name it
 * @param approver the user name of the one who decides unless the submitter names another
 */
record ApprovalProcess(String name, String approver) {

  /** Quotes have one, so that locks of approvals can be tried at once. */
  static Map<String, ApprovalProcess> shipped() {
    return Map.of("Quote", new ApprovalProcess("Quote_Approval", ConsumerApps.SALES_USER));
  }
}
