/** Simulators of the remote systems: the vendor side of the wire, and nothing of ours. */
package io.fieldbridge.sandbox;
