package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.effect.OwnWrite;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What we wrote, in the words in which its system tells it (G20). */
class OwnValuesTest {

  @Test
  void a_moment_a_number_and_an_empty_text_are_told_in_the_systems_own_spelling() {
    assertThat(same("'2026-03-01T08:00:00.000Z'", "'2026-03-01T08:00:00.000+0000'")).isTrue();
    assertThat(same("'2026-03-01T08:00:00.000Z'", "'2026-03-01T08:00:01.000+0000'")).isFalse();
    assertThat(same("1.50", "1.5")).isTrue();
    assertThat(same("''", "null")).isTrue();
    assertThat(same("'Z'", "'z'")).isFalse();
  }

  @Test
  void only_the_newest_write_of_a_field_counts() {
    List<OwnWrite> writes =
        List.of(write("{'City': 'Bremen'}"), write("{'City': 'Kiel', 'Phone': '1'}"));

    assertThat(OwnValues.written(Map.entry("City", value("'Bremen'")), writes)).isTrue();
    assertThat(OwnValues.written(Map.entry("City", value("'Kiel'")), writes)).isFalse();
    assertThat(OwnValues.written(Map.entry("Phone", value("'1'")), writes)).isTrue();
    assertThat(OwnValues.written(Map.entry("Name", value("'A'")), writes)).isFalse();
  }

  private static boolean same(String ours, String told) {
    return OwnValues.same(value(ours), value(told));
  }

  private static OwnWrite write(String json) {
    return new OwnWrite(JsonText.read(json.replace('\'', '"')), Instant.EPOCH);
  }

  private static JsonNode value(String json) {
    return JsonText.read(("{'value': " + json + "}").replace('\'', '"')).get("value");
  }
}
