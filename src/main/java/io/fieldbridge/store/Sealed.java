package io.fieldbridge.store;

/**
 * A text that may name people, as a statement parameter: encrypted at rest where a key is set. Read
 * it back by {@link Row#sealed}.
 */
public record Sealed(String text) {}
