package io.fieldbridge.sandbox.businesscentral;

import java.util.Optional;
import java.util.UUID;

/**
 * What a path points at: a set or one row of it, below a parent row or not, and an action on it.
 * {@code parentProperty}, {@code id} and {@code action} are null where there is none.
 */
record Target(
    Company company,
    EntityType type,
    String parentProperty,
    UUID parentId,
    UUID id,
    String action) {

  boolean isSet() {
    return id == null;
  }

  Target withId(UUID found) {
    return new Target(company, type, parentProperty, parentId, found, null);
  }

  Target withAction(String name) {
    return new Target(company, type, parentProperty, parentId, id, name);
  }

  private Optional<Row> found() {
    if (!type.isScoped()) {
      return company.find(type.set(), id);
    }
    return company.where(type.set(), parentId).stream()
        .filter(row -> id.equals(row.guid(type.idName())))
        .findFirst();
  }

  /**
   * The row that is meant.
   *
   * @throws VendorException 404 where it does not exist, or not below that parent
   */
  Row row() {
    return found()
        .filter(row -> parentProperty == null || parentId.equals(row.guid(parentProperty)))
        .orElseThrow(() -> VendorException.noRecord(type.entity(), id));
  }
}
