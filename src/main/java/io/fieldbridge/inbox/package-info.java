/**
 * The durable message store: receive once, deliver in order, hold back, park, retry; positions move
 * with it.
 */
package io.fieldbridge.inbox;
