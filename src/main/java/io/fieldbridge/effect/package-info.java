/** Makes a write take effect once: intend, send, confirm, probe. */
package io.fieldbridge.effect;
