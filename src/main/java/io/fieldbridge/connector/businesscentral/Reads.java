package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.fieldbridge.connector.Gathering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Small reads. Those that are wanted at the same moment go as one batch, and equal ones as one part
 * of it. Thread-safe.
 */
final class Reads {

  private static final int LANES = 2;

  private final BusinessCentralClient client;
  private final Company company;
  private final Batches batches;
  private final Gathering<String, Answer> gathering =
      new Gathering<>(
          Gathering.Rules.of(LANES, Batches.PARTS_MAX, path -> new Object()), this::carry);

  Reads(BusinessCentralClient client, Company company, Batches batches) {
    this.client = client;
    this.company = company;
    this.batches = batches;
  }

  /**
   * The server's answer, whatever its status.
   *
   * @param path relative to the API's root
   */
  Answer get(String path) {
    return path.startsWith("/") ? alone(path) : gathering.submit(path);
  }

  /** The same without waiting for others; it counts as one call. */
  Answer alone(String path) {
    try {
      return client.send(Call.get(company.uri(path)));
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.unanswered(path, lost);
    }
  }

  /** How many wait to travel. */
  int waiting() {
    return gathering.waiting();
  }

  private List<Supplier<Answer>> carry(List<String> asked) {
    List<String> paths = List.copyOf(new LinkedHashSet<>(asked));
    if (paths.size() == 1) {
      Answer answer = alone(paths.get(0));
      return asked.stream().<Supplier<Answer>>map(path -> () -> answer).toList();
    }
    List<Optional<Answer>> answers = batches.send(paths.stream().map(Reads::part).toList());
    List<Supplier<Answer>> outcomes = new ArrayList<>();
    for (String path : asked) {
      Optional<Answer> answer = answers.get(paths.indexOf(path));
      outcomes.add(() -> answer.orElseGet(() -> alone(path)));
    }
    return outcomes;
  }

  private static Batches.Part part(String path) {
    return new Batches.Part("GET", path, "", MissingNode.getInstance());
  }
}
