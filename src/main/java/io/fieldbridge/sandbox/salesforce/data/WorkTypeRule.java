package io.fieldbridge.sandbox.salesforce.data;

/** The duration is shown in minutes too. */
final class WorkTypeRule implements Rule {

  @Override
  public void before(Save save) {
    WorkOrderRule.minutes(save, "EstimatedDuration");
  }
}
