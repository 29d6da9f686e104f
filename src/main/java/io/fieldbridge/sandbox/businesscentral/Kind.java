package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The kinds of property values, each with the vendor's empty value and its EDM type. */
enum Kind {
  GUID("Edm.Guid", new UUID(0, 0)),
  CODE("Edm.String", ""),
  TEXT("Edm.String", ""),
  DECIMAL("Edm.Decimal", BigDecimal.ZERO),
  INTEGER("Edm.Int32", 0L),
  LONG("Edm.Int64", 0L),
  BOOLEAN("Edm.Boolean", false),
  DATE("Edm.Date", LocalDate.of(1, 1, 1)),
  DATE_TIME("Edm.DateTimeOffset", Instant.parse("0001-01-01T00:00:00Z")),
  MEMBER("Edm.String", ""),
  /** Content of its own, read and written apart from the row. */
  STREAM("Edm.Stream", "");

  static final UUID NO_GUID = new UUID(0, 0);
  static final LocalDate NO_DATE = LocalDate.of(1, 1, 1);

  private final String edmType;
  private final Object empty;

  Kind(String edmType, Object empty) {
    this.edmType = edmType;
    this.empty = empty;
  }

  String edmType() {
    return edmType;
  }

  Object empty() {
    return empty;
  }
}
