package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.schema.Schema;

/**
 * Who owns a job.
 *
 * @param version of the API in the job's address, such as {@code 62.0}
 * @param caller writes the job's rows
 * @param schema the objects and fields that the owner sees
 */
public record BulkCaller(String version, Caller caller, Schema schema) {}
