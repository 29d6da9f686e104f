package io.fieldbridge.mapping;

import java.util.List;
import java.util.Map;

/**
 * How the lines of a document come about.
 *
 * @param from the system that has the sources
 * @param to the system that gets the lines
 * @param member the vendor's name of the lines within the document
 * @param required whether a document without lines is refused
 */
record LineRules(String from, String to, String member, boolean required, List<Source> sources) {

  /**
   * One child relationship that gives lines.
   *
   * @param children the vendor's name of the relationship
   * @param object the vendor's name of the children's object, or empty where it is not told
   * @param key of a line, stable across edits
   * @param groupBy children with the same value make one line, or null for one line each
   * @param where predicate on the child, or null for all
   * @param usedBy a child is left out when one of these other children names it by that path
   * @param emits what one child, or group, becomes
   */
  record Source(
      int line,
      String children,
      String object,
      Formula key,
      Formula groupBy,
      Formula where,
      Map<String, Formula> usedBy,
      List<Emit> emits) {}

  /**
   * @param role tells the lines apart that one source line gives, or empty
   */
  record Emit(String role, List<FieldRule> fields) {}
}
