package io.fieldbridge.sandbox.businesscentral;

/**
 * A way from one entity to others. For one target, {@code property} here holds its id; for many,
 * {@code property} there holds ours. A {@code deep} one may be filled by the POST of its parent.
 */
record Navigation(String name, String set, String property, boolean many, boolean deep) {}
