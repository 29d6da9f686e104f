package io.fieldbridge.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads records. Reads of many threads at the same moment may go out as one call. */
public interface RecordReader {

  /** The record with its children, whole; empty when it is deleted or was never there. */
  Optional<RemoteRecord> read(RecordRef ref, Selection selection);

  /** At most {@code limit} records of which every given field equals the given value. */
  List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection selection, int limit);

  /** Every record of the object, a page at a time, each page once, in no particular order. */
  void scan(String object, Selection selection, Consumer<List<RemoteRecord>> page);
}
