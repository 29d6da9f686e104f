/** A Salesforce org in memory, spoken to as a real one: OAuth, REST, change events, demo data. */
package io.fieldbridge.sandbox.salesforce;
