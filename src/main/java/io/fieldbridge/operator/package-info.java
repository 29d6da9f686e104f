/** The command line and the loopback control port it talks to. */
package io.fieldbridge.operator;
