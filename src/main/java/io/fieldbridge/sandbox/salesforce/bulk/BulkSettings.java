package io.fieldbridge.sandbox.salesforce.bulk;

/**
 * What an org allows and how fast it is.
 *
 * @param bulkLatencyMilliseconds time between the end of the upload and the first row's processing
 * @param bulkUploadBytesMax most bytes of an upload after base64, as the vendor counts them
 * @param dailyBulkBatches internal batches of 10,000 rows in 24 hours
 * @param dailyBulkQueryJobs query jobs in 24 hours
 * @param bulkHardDelete whether the user has the permission to delete past the recycle bin
 */
public record BulkSettings(
    long bulkLatencyMilliseconds,
    long bulkUploadBytesMax,
    long dailyBulkBatches,
    long dailyBulkQueryJobs,
    boolean bulkHardDelete) {

  private static final long MEBIBYTE = 1 << 20;

  /** The vendor's limits, without the permission to delete for good. */
  public static BulkSettings defaults() {
    return new BulkSettings(100, 150 * MEBIBYTE, 15_000, 10_000, false);
  }

  /** The size of an upload as it is sent. */
  public long rawBytesMax() {
    return bulkUploadBytesMax / 4 * 3;
  }
}
