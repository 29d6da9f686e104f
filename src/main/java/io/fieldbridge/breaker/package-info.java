/** Stops a flow that is about to change or take away too many of its records at once. */
package io.fieldbridge.breaker;
