/** A Salesforce org in memory, spoken to as a real one. */
package io.fieldbridge.sandbox.salesforce;
