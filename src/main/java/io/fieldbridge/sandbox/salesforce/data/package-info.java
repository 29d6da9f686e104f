/** The records of the org: tables, transactions, field checks and the platform's own rules. */
package io.fieldbridge.sandbox.salesforce.data;
