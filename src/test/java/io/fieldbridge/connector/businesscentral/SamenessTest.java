package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server makes of a value is no difference; another value is. */
class SamenessTest {

  @ParameterizedTest(name = "{0} sent, {1} there")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'abc ',      'ABC',                                    0,  true",
        "'abc',       'abd',                                    0,  false",
        "'abcdefgh',  'abcde',                                  5,  true",
        "'abcdefgh',  'abcde',                                  0,  false",
        "'abcdefgh',  'abcd',                                   5,  false",
        "'',          '00000000-0000-0000-0000-000000000000',   0,  true",
        "null,        '0001-01-01',                             0,  true",
        "' ',         '_x0020_',                                0,  true",
        "'In Review', 'In_x0020_Review',                        0,  true",
        "10,          10.00,                                    0,  true",
        "19.999,      20,                                       0,  true",
        "0.4,         0,                                        0,  false",
        "10,          11,                                       0,  false",
        "true,        false,                                    0,  false",
        "'x',         '',                                       0,  false",
        "'2026-08-01T07:00:00Z', '2026-08-01T07:00:00.000Z',    0,  true",
      })
  void a_value_is_compared_as_the_server_keeps_it(
      String sent, String present, int lengthMax, boolean same) {
    assertThat(Sameness.same(node(sent), node(present), lengthMax)).isEqualTo(same);
  }

  private static JsonNode node(String text) {
    return Wire.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
