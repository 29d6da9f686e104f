package io.fieldbridge.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the newest entries and forgets the others. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int sizeMax;

  BoundedMap(int sizeMax) {
    this.sizeMax = sizeMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > sizeMax;
  }
}
