package io.fieldbridge.sandbox.salesforce;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a graph may look like: records only, not too deep, not too many kinds of them. */
final class GraphShape {

  private static final int DEPTH_MAX = 15;
  private static final int KINDS_MAX = 15;
  private static final Pattern RECORD =
      Pattern.compile("/services/data/v[0-9.]+/sobjects/(\\w+)(/[^/?]+){0,2}/?(\\?.*)?");
  private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)");

  private GraphShape() {}

  static void check(List<Subrequest> nodes) {
    Set<String> kinds = new HashSet<>();
    Map<String, Integer> depths = new HashMap<>();
    for (Subrequest node : nodes) {
      Matcher record = RECORD.matcher(node.url());
      if (!record.matches()) {
        throw GraphEndpoint.wrong("A graph holds calls of single records only, not " + node.url());
      }
      kinds.add(record.group(1));
      depths.put(node.referenceId(), depth(node, depths));
    }
    if (kinds.size() > KINDS_MAX) {
      throw GraphEndpoint.wrong("A graph may have at most " + KINDS_MAX + " kinds of nodes");
    }
    if (depths.values().stream().anyMatch(depth -> depth > DEPTH_MAX)) {
      throw GraphEndpoint.wrong("A graph may be at most " + DEPTH_MAX + " levels deep");
    }
  }

  /** One more than the deepest node that is referred to. */
  private static int depth(Subrequest node, Map<String, Integer> depths) {
    int deepest = 0;
    Matcher reference = REFERENCE.matcher(node.url() + " " + node.body());
    while (reference.find()) {
      deepest = Math.max(deepest, depths.getOrDefault(reference.group(1), 0));
    }
    return deepest + 1;
  }
}
