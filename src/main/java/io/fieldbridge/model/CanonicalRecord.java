package io.fieldbridge.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record in the contract's own words, in neither system's form.
 *
 * @param fields values by canonical field name in the contract's order; JSON null means cleared, an
 *     absent name means not known; decimals as {@link java.math.BigDecimal}
 * @param lines the lines of a document in order; empty for master data
 */
public record CanonicalRecord(Map<String, JsonNode> fields, List<Line> lines) {

  public CanonicalRecord {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    lines = Collections.unmodifiableList(new ArrayList<>(lines));
  }

  /**
   * One line of a document.
   *
   * @param key the line's identity in the source, stable across edits of the line
   * @param role tells lines apart that one source line gives, or the empty string
   * @param fields as for the record
   */
  public record Line(String key, String role, Map<String, JsonNode> fields) {
    public Line {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
