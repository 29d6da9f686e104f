package io.fieldbridge.sandbox.salesforce.schema;

/** What is special about a field. */
public enum Trait {
  REQUIRED,
  READONLY,
  CREATEONLY,
  UPDATEONLY,
  UNIQUE,
  CASESENSITIVE,
  EXTERNAL,
  NAME,
  RESTRICTED,
  CASCADE,
  AUTONUMBER,
  ROLLUP,
  FORMULA,
  SYSTEM
}
