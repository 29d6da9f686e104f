package io.fieldbridge.sandbox.businesscentral;

/** A refusal in the vendor's own terms: HTTP status, error code and text. */
final class VendorException extends RuntimeException {

  private final int status;
  private final String code;

  VendorException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A business rule said no; only the text tells which. */
  static VendorException dialog(String message) {
    return new VendorException(400, "Application_DialogException", message);
  }

  /** Something would ask a question, and nobody is there to answer it. */
  static VendorException callback(String question) {
    return new VendorException(
        400,
        "Application_CallbackNotAllowed",
        "Microsoft Dynamics 365 Business Central attempted to issue a client callback to show a confirmation dialog box: "
            + question
            + ".");
  }

  static VendorException fieldValidation(String message) {
    return new VendorException(400, "Application_FieldValidationException", message);
  }

  static VendorException mustHaveValue(String field, String table, String number) {
    return fieldValidation(
        "%s must have a value in %s: No.=%s. It cannot be zero or empty."
            .formatted(field, table, number));
  }

  static VendorException tableRelation(String field, String table, Object value) {
    return new VendorException(
        400,
        "Internal_InvalidTableRelation",
        "The field %s of table %s contains a value (%s) that cannot be found in the related table."
            .formatted(field, table, value));
  }

  static VendorException badRequest(String message) {
    return new VendorException(400, "BadRequest", message);
  }

  static VendorException url(String message) {
    return new VendorException(400, "BadRequest_InvalidRequestUrl", message);
  }

  static VendorException readOnly(String property) {
    return new VendorException(
        400,
        "BadRequest_InvalidOperation",
        "The property '" + property + "' is read-only and cannot be changed.");
  }

  static VendorException notAllowed(String method, String what) {
    return new VendorException(
        405,
        "BadRequest_MethodNotAllowed",
        "The method " + method + " is not allowed for '" + what + "'.");
  }

  static VendorException noResource(String segment) {
    return new VendorException(
        404,
        "BadRequest_ResourceNotFound",
        "Resource not found for the segment '" + segment + "'.");
  }

  static VendorException noRecord(String entity, Object id) {
    return new VendorException(
        404,
        "Internal_RecordNotFound",
        "The %s does not exist. Identification fields and values: SystemId='%s'"
            .formatted(entity, id));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
