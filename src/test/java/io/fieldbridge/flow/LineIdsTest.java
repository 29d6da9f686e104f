package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the shipped contract, where a line bears the id of what it stands for (G20, G22). */
class LineIdsTest {

  private static final Contract CONTRACT =
      Contracts.load(Path.of("mappings")).find("work-order-invoice").orElseThrow();

  @Test
  void a_line_is_known_by_its_mark_whatever_else_it_says() {
    JsonNode sent = json("[{'quantity': 2, 'unitPrice': 12.5, 'description2': 'part1'}]");

    assertThat(
            ids(sent, "one")
                .of(
                    Map.of(),
                    json("[{'id': 'L1', 'quantity': 3, 'unitPrice': 9, 'description2': 'PART1'}]")))
        .containsExactly(Map.entry("one", "L1"));
  }

  @Test
  void of_lines_with_one_mark_the_one_that_says_all_goes_first() {
    JsonNode sent = json("[{'quantity': 2, 'description2': 'part1'}]");
    JsonNode present =
        json(
            "[{'id': 'L1', 'quantity': 3, 'description2': 'part1'},"
                + " {'id': 'L2', 'quantity': 2, 'description2': 'part1'}]");

    assertThat(ids(sent, "one").of(Map.of(), present)).containsEntry("one", "L2");
  }

  @Test
  void a_mark_that_several_lines_share_tells_none_from_the_other() {
    JsonNode sent =
        json(
            "[{'quantity': 2, 'description2': 'part1'}, {'quantity': 5, 'description2': 'part1'}]");
    JsonNode present = json("[{'id': 'L1', 'quantity': 5, 'description2': 'part1'}]");

    assertThat(ids(sent, "cost", "revenue").of(Map.of(), present))
        .containsExactly(Map.entry("revenue", "L1"));
  }

  @Test
  void a_line_entered_anew_stands_for_ours_that_was_of_the_same_and_as_much() {
    OurLines before =
        OurLines.of(
            CONTRACT,
            Map.of("one", "L1"),
            json("[{'id': 'L1', 'lineObjectNumber': 'P-1', 'quantity': 2, 'unitPrice': 1}]"));
    JsonNode present =
        json(
            "[{'id': 'M1', 'lineObjectNumber': 'P-1', 'quantity': 2, 'description2': 'goodwill'},"
                + " {'id': 'M2', 'lineObjectNumber': 'P-1', 'quantity': 3, 'description2': ''},"
                + " {'id': 'M3', 'lineObjectNumber': 'P-1', 'quantity': 2, 'description2': ''}]");

    assertThat(ids(json("[]")).standIns(before, present, Map.of()))
        .containsExactly(Map.entry("one", "M3"));
  }

  private static LineIds ids(JsonNode sent, String... keys) {
    List<CanonicalRecord.Line> wanted =
        List.of(keys).stream().map(key -> new CanonicalRecord.Line(key, "", Map.of())).toList();
    return new LineIds(CONTRACT, wanted, sent);
  }

  private static JsonNode json(String text) {
    return JsonText.read("{'lines': %s}".formatted(text).replace('\'', '"')).path("lines");
  }
}
