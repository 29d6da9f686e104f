/**
 * The event side of the simulated org: change events, their Avro form, and the Pub/Sub API that
 * delivers them.
 */
package io.fieldbridge.sandbox.salesforce.events;
