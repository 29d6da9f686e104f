package io.fieldbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;

/** Writes into a scripted system; a new record is called by its object and a number. */
final class ScriptedWriter implements RecordWriter {

  private final ScriptedSystem system;

  ScriptedWriter(ScriptedSystem system) {
    this.system = system;
  }

  @Override
  public RemoteRecord create(String object, ObjectNode values) {
    return system.create(object, values);
  }

  @Override
  public RemoteRecord update(RecordRef ref, String version, ObjectNode values) {
    return system.write(ref, version, values);
  }

  @Override
  public RemoteRecord upsert(String object, String keyField, String key, ObjectNode values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(RecordRef ref) {
    system.remove(ref);
  }

  @Override
  public void act(RecordRef ref, String version, String action) {
    throw new UnsupportedOperationException();
  }
}
