/** Bulk API 2.0: jobs whose rows travel as CSV and are worked off in the background. */
package io.fieldbridge.sandbox.salesforce.bulk;
