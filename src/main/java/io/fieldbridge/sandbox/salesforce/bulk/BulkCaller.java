package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.Caller;

/**
 * Who owns a job.
 *
 * @param version of the API in the job's address, such as {@code 62.0}
 * @param caller writes the job's rows
 */
public record BulkCaller(String version, Caller caller) {}
