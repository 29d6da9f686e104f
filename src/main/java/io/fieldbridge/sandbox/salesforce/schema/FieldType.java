package io.fieldbridge.sandbox.salesforce.schema;

/** The types of fields, with the names that describe gives them. */
public enum FieldType {
  ID("id", "tns:ID", 18),
  STRING("string", "xsd:string", 255),
  TEXTAREA("textarea", "xsd:string", 255),
  PICKLIST("picklist", "xsd:string", 255),
  MULTIPICKLIST("multipicklist", "xsd:string", 4099),
  CURRENCY("currency", "xsd:double", 0),
  DOUBLE("double", "xsd:double", 0),
  PERCENT("percent", "xsd:double", 0),
  INT("int", "xsd:int", 0),
  DATE("date", "xsd:date", 0),
  DATETIME("datetime", "xsd:dateTime", 0),
  TIME("time", "xsd:time", 0),
  BOOLEAN("boolean", "xsd:boolean", 0),
  EMAIL("email", "xsd:string", 80),
  PHONE("phone", "xsd:string", 40),
  URL("url", "xsd:string", 255),
  REFERENCE("reference", "tns:ID", 18),
  ADDRESS("address", "urn:address", 0);

  private final String describeName;
  private final String soapType;
  private final int defaultLength;

  FieldType(String describeName, String soapType, int defaultLength) {
    this.describeName = describeName;
    this.soapType = soapType;
    this.defaultLength = defaultLength;
  }

  /** As in the {@code type} of a describe. */
  public String describeName() {
    return describeName;
  }

  /** As in the {@code soapType} of a describe. */
  public String soapType() {
    return soapType;
  }

  int defaultLength() {
    return defaultLength;
  }

  /** Whether values are JSON numbers. */
  public boolean isNumber() {
    return this == CURRENCY || this == DOUBLE || this == PERCENT || this == INT;
  }

  /** Whether values are texts whose length is limited. */
  public boolean isText() {
    return defaultLength > 0 && this != ID && this != REFERENCE;
  }
}
