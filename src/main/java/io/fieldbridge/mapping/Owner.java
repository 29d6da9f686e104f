package io.fieldbridge.mapping;

/** Whose word counts for a field. */
public enum Owner {
  CRM,
  ERP,
  BOTH
}
