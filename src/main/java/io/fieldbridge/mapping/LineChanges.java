package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The difference between the lines that are wanted and those that are there.
 *
 * @param create by line key, what to send for lines that are not there yet
 * @param update by the vendor's line id, what to send for lines that differ: the first value that
 *     does and all that come after it in the contract, as a vendor calculates a price anew when the
 *     quantity changes
 * @param delete the vendor's ids of lines that are ours and no longer wanted
 */
public record LineChanges(
    Map<String, ObjectNode> create, Map<String, ObjectNode> update, List<String> delete) {

  public boolean none() {
    return create.isEmpty() && update.isEmpty() && delete.isEmpty();
  }
}
