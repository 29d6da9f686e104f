package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Our updates of records, each noted before it is sent, for its echo may come before we go on.
 * Reports are written beside the deliveries of their pair and under the same user: while two
 * updates of one record are under way, the last author does not tell whether a person wrote between
 * them. Thread-safe.
 */
final class OwnUpdates {

  private final Effects effects;
  private final Systems systems;
  private final Map<RecordRef, List<UnderWay>> underWay = new HashMap<>();

  OwnUpdates(Effects effects, Systems systems) {
    this.effects = effects;
    this.systems = systems;
  }

  /**
   * @param record as the system answered, or as it was read after the update
   * @param othersWrote whether somebody else may have written it after us
   */
  record Answer(RemoteRecord record, boolean othersWrote) {}

  private static final class UnderWay {

    private boolean alone = true;
  }

  /** As {@link RecordWriter#update}. */
  Answer update(RecordRef record, String version, ObjectNode values) {
    UnderWay update = begin(record);
    try {
      effects.noteUpdate(record, values);
      RemoteRecord answer = writer(record).update(record, version, values);
      return new Answer(answer, !isAlone(update) || systems.lastWrittenByAnother(answer));
    } finally {
      end(record, update);
    }
  }

  /** As {@link RecordWriter#set}. */
  void set(RecordRef record, ObjectNode values) {
    UnderWay update = begin(record);
    try {
      effects.noteUpdate(record, values);
      writer(record).set(record, values);
    } finally {
      end(record, update);
    }
  }

  private RecordWriter writer(RecordRef record) {
    return systems.connector(record.system()).writer();
  }

  private synchronized UnderWay begin(RecordRef record) {
    UnderWay update = new UnderWay();
    List<UnderWay> same = underWay.computeIfAbsent(record, first -> new ArrayList<>());
    same.add(update);
    if (same.size() > 1) {
      same.forEach(one -> one.alone = false);
    }
    return update;
  }

  private synchronized boolean isAlone(UnderWay update) {
    return update.alone;
  }

  private synchronized void end(RecordRef record, UnderWay update) {
    List<UnderWay> same = underWay.get(record);
    same.remove(update);
    if (same.isEmpty()) {
      underWay.remove(record);
    }
  }
}
