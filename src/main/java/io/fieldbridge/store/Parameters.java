package io.fieldbridge.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/** Java values as statement parameters. Thread-safe. */
final class Parameters {

  private final Sealing sealing;

  Parameters(Sealing sealing) {
    this.sealing = sealing;
  }

  void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      set(statement, i + 1, values[i]);
    }
  }

  private void set(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof Instant instant) {
      statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
    } else if (value instanceof JsonNode tree) {
      statement.setString(index, sealing.seal(JsonText.write(tree)));
    } else if (value instanceof Sealed sealed) {
      statement.setString(index, sealing.seal(storable(sealed.text())));
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      statement.setObject(index, value);
    } else {
      statement.setString(index, storable(value.toString()));
    }
  }

  /** PostgreSQL has no way to store the character NUL. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
