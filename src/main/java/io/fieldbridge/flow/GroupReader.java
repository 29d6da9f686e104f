package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.Groups;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records that are several rows of a system each: of every group the row that counts now,
 * under the group's name. A row that is asked for by its own id comes as it is.
 */
final class GroupReader implements RecordReader {

  private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
  private static final int PAGE = 200;

  private final RecordReader rows;
  private final Groups groups;
  private final Selection selection;
  private final InstantSource clock;

  /**
   * @param selection what is read of every row, whatever is asked for: what chooses is part of it
   */
  GroupReader(RecordReader rows, Groups groups, Selection selection, InstantSource clock) {
    this.rows = rows;
    this.groups = groups;
    this.selection = selection;
    this.clock = clock;
  }

  /** All rows of the group, whether they count or not. */
  List<RemoteRecord> rows(RecordRef group) {
    return rows.find(group.object(), groups.common(group), selection, Groups.ROWS_MAX + 1);
  }

  /** The row itself. */
  Optional<RemoteRecord> row(RecordRef ref) {
    return groups.isOutdated(ref) ? Optional.empty() : rows.read(ref, selection);
  }

  @Override
  public Optional<RemoteRecord> read(RecordRef ref, Selection asked) {
    if (!groups.names(ref)) {
      return row(ref);
    }
    List<RemoteRecord> found = rows(ref);
    return found.isEmpty() ? Optional.empty() : Optional.of(groups.choose(found, clock.instant()));
  }

  @Override
  public List<RemoteRecord> find(
      String object, Map<String, JsonNode> equal, Selection asked, int limit) {
    return rows.find(object, equal, selection, Groups.ROWS_MAX).stream()
        .map(groups::groupOf)
        .distinct()
        .limit(limit)
        .flatMap(group -> read(group, asked).stream())
        .toList();
  }

  /** Holds all rows in memory. A group of which two rows count alike comes as one that has none. */
  @Override
  public void scan(String object, Selection asked, Consumer<List<RemoteRecord>> page) {
    Map<RecordRef, List<RemoteRecord>> found = new LinkedHashMap<>();
    rows.scan(
        object,
        selection,
        part ->
            part.forEach(
                row ->
                    found.computeIfAbsent(groups.groupOf(row), any -> new ArrayList<>()).add(row)));
    List<RemoteRecord> chosen = new ArrayList<>();
    for (List<RemoteRecord> group : found.values()) {
      chosen.add(choose(group));
      if (chosen.size() == PAGE) {
        page.accept(List.copyOf(chosen));
        chosen.clear();
      }
    }
    page.accept(chosen);
  }

  private RemoteRecord choose(List<RemoteRecord> group) {
    try {
      return groups.choose(group, clock.instant());
    } catch (RecordRejectedException undecided) {
      LOG.warn("{}", undecided.getMessage());
      return groups.none(groups.groupOf(group.get(0)));
    }
  }
}
