package io.fieldbridge.sandbox.salesforce.data;

/**
 * What a client asks for with its duplicate rule header.
 *
 * @param allowSave saves in spite of rules that only alert
 * @param recordDetails shows the matching records, not their ids alone
 */
public record SaveOptions(boolean allowSave, boolean recordDetails) {

  public static final SaveOptions NONE = new SaveOptions(false, false);
}
