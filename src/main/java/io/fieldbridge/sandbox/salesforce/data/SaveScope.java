package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.formula.Scope;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;

/** The record on its way into the org as formulas see it. */
final class SaveScope implements Scope {

  private final Save save;

  SaveScope(Save save) {
    this.save = save;
  }

  @Override
  public Object value(String path) {
    return path.startsWith("$") ? ofCaller(path) : at(save.type(), save.row(), path);
  }

  @Override
  public Object before(String path) {
    return save.isNew() ? value(path) : at(save.type(), save.before(), path);
  }

  @Override
  public boolean isNew() {
    return save.isNew();
  }

  @Override
  public Instant now() {
    return save.transaction().at();
  }

  /** {@code $User.Field}; permissions that nobody was given are false. */
  private Object ofCaller(String path) {
    if (!path.startsWith("$User.")) {
      return false;
    }
    ObjectType users = save.transaction().org().schema().require("User");
    ObjectNode user = save.transaction().table(users).live(save.transaction().caller().userId());
    return user == null ? null : at(users, user, path.substring("$User.".length()));
  }

  private Object at(ObjectType type, ObjectNode row, String path) {
    return new RecordPath(save.transaction().org(), 0).value(type, row, path);
  }
}
