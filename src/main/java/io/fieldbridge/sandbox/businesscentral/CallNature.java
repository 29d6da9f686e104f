package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a call is about, for faults that wait for it and for the limits that count it. */
record CallNature(Set<String> objects, Set<String> operations, int parts) {

  static CallNature of(ApiCall call, List<BatchPart> parts) {
    Set<String> objects = new HashSet<>();
    Set<String> operations = new HashSet<>();
    add(call, objects, operations);
    parts.forEach(part -> add(part.call(), objects, operations));
    return new CallNature(objects, operations, parts.size());
  }

  int weight(Switches switches) {
    return switches.on(Switch.BATCH_PARTS_COUNT) ? Math.max(1, parts) : 1;
  }

  private static void add(ApiCall call, Set<String> objects, Set<String> operations) {
    if (call.path().equals("$batch")) {
      operations.add("batch");
      return;
    }
    String action = null;
    String object = "";
    for (String segment : call.segments()) {
      if (segment.startsWith("Microsoft.NAV.")) {
        action = segment.substring("Microsoft.NAV.".length());
      } else {
        object = segment.replaceFirst("\\(.*", "");
      }
    }
    objects.add(object);
    operations.add(operation(call.method(), action));
    if (action != null) {
      operations.add(action);
    }
  }

  private static String operation(String method, String action) {
    return switch (method) {
      case "POST" -> action == null ? "create" : "action";
      case "PATCH" -> "update";
      case "DELETE" -> "delete";
      default -> "query";
    };
  }
}
