/**
 * The proof: seeded runs in which the daemon's process is killed and the simulated systems
 * misbehave, and a comparison of both systems with what people entered. Knows of FieldBridge its
 * command line, its settings and its control port, and nothing else.
 */
package io.fieldbridge.prove;
