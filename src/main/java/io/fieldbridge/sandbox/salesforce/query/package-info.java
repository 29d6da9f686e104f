/** SOQL: reads a statement, checks it against the objects, runs it, and shows records as JSON. */
package io.fieldbridge.sandbox.salesforce.query;
