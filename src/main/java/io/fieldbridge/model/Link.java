package io.fieldbridge.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which record here is which record there, and how both looked when last in step.
 *
 * @param id names the link
 * @param flow the flow that keeps the pair
 * @param crm the Salesforce side
 * @param erp the ERP side
 * @param lines line identity: line key of the source to the vendor's id of the target's line
 */
public record Link(long id, String flow, Side crm, Side erp, ObjectNode lines) {

  /**
   * One end of a link.
   *
   * @param ref the record
   * @param number what people call it there (customer number, work order number), or empty
   * @param version the vendor's version tag when last in step
   * @param base the merge base: canonical values as this side returned them when last in step
   */
  public record Side(RecordRef ref, String number, String version, ObjectNode base) {}

  /** The end in the given system. */
  public Side side(String system) {
    return crm.ref().system().equals(system) ? crm : erp;
  }

  /** The end that is not in the given system. */
  public Side otherSide(String system) {
    return crm.ref().system().equals(system) ? erp : crm;
  }
}
