/**
 * The story of the demo, played over the wire against both systems, and the launcher's sandboxes.
 */
package io.fieldbridge.demo;
