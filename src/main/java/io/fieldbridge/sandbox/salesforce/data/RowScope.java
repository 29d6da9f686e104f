package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.formula.Scope;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;

/** A record that is read, as the formulas of its fields see it. */
record RowScope(RecordPath paths, ObjectType type, ObjectNode row) implements Scope {

  @Override
  public Object value(String path) {
    return path.startsWith("$") ? null : paths.value(type, row, path);
  }

  @Override
  public Object before(String path) {
    return value(path);
  }

  @Override
  public boolean isNew() {
    return false;
  }

  @Override
  public Instant now() {
    return paths.org().clock().instant();
  }
}
