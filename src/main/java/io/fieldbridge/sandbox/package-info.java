/**
 * Simulators of the remote systems: the vendor side of the wire, and nothing of ours. This package
 * holds what they share: an HTTP server, fault switches, the request log, the admin path and the
 * seed files of an invented service company.
 */
package io.fieldbridge.sandbox;
