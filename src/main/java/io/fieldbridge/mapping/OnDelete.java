package io.fieldbridge.mapping;

/** What becomes of the other half when a linked record is deleted. */
public enum OnDelete {
  BLOCK,
  INACTIVATE,
  UNLINK,
  ASK
}
