package io.fieldbridge.effect;

import io.fieldbridge.model.RecordRef;

/**
 * What is to take effect once: derived from state, never from a change.
 *
 * @param flow the flow
 * @param source the record on whose behalf we write
 * @param purpose what the write is for, for example {@code create} or {@code post}
 */
public record EffectKey(String flow, RecordRef source, String purpose) {}
