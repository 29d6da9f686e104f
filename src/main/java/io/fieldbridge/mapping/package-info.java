/** The message translator: reads, checks and applies contracts. */
package io.fieldbridge.mapping;
