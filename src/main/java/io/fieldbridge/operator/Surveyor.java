package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads both sides of a flow and matches them. Writes nothing. */
final class Surveyor {

  private static final String NAME = "name";
  private static final int PAGE = 500;

  private final Desk desk;

  Surveyor(Desk desk) {
    this.desk = desk;
  }

  /** Reads both systems wholly; that can take minutes. */
  Matches survey(Contract contract) {
    Set<RecordRef> linked = linked(contract.flow());
    return Desk.onAccount(
        "match",
        () ->
            Matching.match(
                contract.matchKeys(),
                candidates(contract, contract.crm(), linked),
                candidates(contract, contract.erp(), linked)));
  }

  private Set<RecordRef> linked(String flow) {
    Set<RecordRef> linked = new HashSet<>();
    List<Link> page = desk.memory().links().list(flow, 0, PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        linked.add(link.crm().ref());
        linked.add(link.erp().ref());
      }
      page = desk.memory().links().list(flow, page.get(page.size() - 1).id(), PAGE);
    }
    return linked;
  }

  private List<Candidate> candidates(Contract contract, String system, Set<RecordRef> linked) {
    Translator translator = desk.remote().translator().apply(contract);
    List<Candidate> candidates = new ArrayList<>();
    desk.remote()
        .reader()
        .apply(contract, system)
        .scan(
            contract.object(system),
            contract.selection(system),
            page ->
                page.forEach(
                    record -> candidates.add(candidate(contract, translator, record, linked))));
    return candidates;
  }

  private static Candidate candidate(
      Contract contract, Translator translator, RemoteRecord record, Set<RecordRef> linked) {
    String system = record.ref().system();
    String name = "";
    Optional<String> problem = Optional.empty();
    try {
      name = name(translator, record);
    } catch (RecordRejectedException | ReferenceMissingException | ContractException refused) {
      problem = Optional.of(told(refused));
    }
    return new Candidate(
        record.ref(),
        contract.number(record),
        record.version(),
        record.modifiedAt(),
        name,
        contract.matchKeys().stream()
            .map(key -> key.value(system, record.values()).orElse(""))
            .toList(),
        new Candidate.Standing(
            linked.contains(record.ref()), contract.inFilter(system, record.values()), problem));
  }

  private static String name(Translator translator, RemoteRecord record) {
    JsonNode name =
        translator.toCanonical(record.ref().system(), record.values()).fields().get(NAME);
    return name == null || name.isNull() ? "" : name.asText();
  }

  private static String told(SyncException refused) {
    return refused.reason().text();
  }
}
