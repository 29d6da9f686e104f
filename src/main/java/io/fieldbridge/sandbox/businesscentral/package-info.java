/** A Business Central environment in memory, spoken to as a real one. */
package io.fieldbridge.sandbox.businesscentral;
