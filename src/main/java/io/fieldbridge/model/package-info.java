/** The records every package speaks in: references, changes, canonical records, links. */
package io.fieldbridge.model;
