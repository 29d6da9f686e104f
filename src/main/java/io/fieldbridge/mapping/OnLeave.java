package io.fieldbridge.mapping;

/** What becomes of a linked record that no longer passes the filter. */
public enum OnLeave {
  KEEP,
  UNLINK,
  ASK
}
