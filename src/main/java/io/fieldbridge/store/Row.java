package io.fieldbridge.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The current row of a result, by column name. */
public final class Row {

  private final ResultSet result;
  private final Sealing sealing;

  Row(ResultSet result, Sealing sealing) {
    this.result = result;
    this.sealing = sealing;
  }

  /** The text, or null. */
  public String text(String column) throws SQLException {
    return result.getString(column);
  }

  /** The text that was written as {@link Sealed}, or null. */
  public String sealed(String column) throws SQLException {
    return sealing.open(result.getString(column));
  }

  /** The number; 0 for null. */
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  /** The truth value; false for null. */
  public boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /** The instant, or null. */
  public Instant instant(String column) throws SQLException {
    OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** The JSON object that was written, or null. */
  public ObjectNode json(String column) throws SQLException {
    String text = sealed(column);
    return text == null ? null : JsonText.read(text);
  }
}
