/** The ports to a remote system: change feed, reader, writer, probe. */
package io.fieldbridge.connector;
