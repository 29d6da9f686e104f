/** The message history: everything that happened to a record, in order. */
package io.fieldbridge.journal;
