package io.fieldbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Contracts and records as text, for tests. */
final class ContractText {

  static final String HEAD =
      """
      contract: pair
      key: { salesforce: Account.Number__c, business-central: customers.number }
      """;

  static final Lookups NO_WORLD = new ExampleWorld(List.of(), List.of());

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ContractText() {}

  static Contract contract(String text) {
    Problems problems = new Problems("pair.yaml");
    Definition definition = definition(text, problems);
    if (!problems.none()) {
      throw new AssertionError(problems.found().toString());
    }
    return new Contract(definition);
  }

  /** A contract with one row of the given text. */
  static Contract row(String row) {
    return contract(HEAD + "fields:\n  it: " + row);
  }

  static List<String> problems(String text) {
    Problems problems = new Problems("pair.yaml");
    definition(text, problems);
    return problems.found().stream().map(Problem::toString).toList();
  }

  private static Definition definition(String text, Problems problems) {
    Definition definition =
        YamlFile.parse(text, problems)
            .map(top -> ContractParser.parse(top, ValueLists.NONE))
            .orElseThrow(() -> new AssertionError(problems.found().toString()));
    if (definition.ends().size() == 2) {
      new ContractChecks(definition, problems).run();
    }
    return definition;
  }

  /** JSON with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(text, wrong);
    }
  }
}
