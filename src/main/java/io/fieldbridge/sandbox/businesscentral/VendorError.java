package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.UUID;

/** The vendor's error body. */
final class VendorError {

  private VendorError() {}

  static SandboxResponse answer(int status, String code, String message) {
    ObjectNode json = Json.object();
    json.putObject("error")
        .put("code", code)
        .put("message", message + "  CorrelationId:  " + UUID.randomUUID() + ".");
    return SandboxResponse.json(status, json);
  }

  static SandboxResponse answer(VendorException refused) {
    return answer(refused.status(), refused.code(), refused.getMessage());
  }
}
