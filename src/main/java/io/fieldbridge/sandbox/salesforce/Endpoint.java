package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** Answers the calls of one resource. */
interface Endpoint {

  /**
   * @throws SalesforceError where Salesforce refuses the call as a whole
   */
  SandboxResponse answer(ApiCall call);

  static SalesforceError notFound() {
    return new SalesforceError("NOT_FOUND", "The requested resource does not exist");
  }

  static SalesforceError notAllowed(ApiCall call) {
    return new SalesforceError(
        "METHOD_NOT_ALLOWED", "HTTP Method '" + call.method() + "' not allowed.");
  }
}
