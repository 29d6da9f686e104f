package io.fieldbridge.mapping;

/** Whose word counts for a field. */
enum Owner {
  CRM,
  ERP,
  BOTH
}
