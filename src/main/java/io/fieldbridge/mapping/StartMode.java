package io.fieldbridge.mapping;

/** The mode in which a flow begins on a database that has none for it yet. */
public enum StartMode {
  OFF,
  OBSERVE,
  LIVE
}
