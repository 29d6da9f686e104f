package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the metadata names can be asked for. */
class EverySetTest extends BusinessCentralTestCase {

  static Stream<String> standard() {
    return Demo.STANDARD.types().stream().map(EntityType::set).filter(EverySetTest::isOfCompany);
  }

  static Stream<String> extension() {
    return Demo.EXTENSION.types().stream().map(EntityType::set);
  }

  @ParameterizedTest
  @MethodSource("standard")
  void each_standard_set_shows_its_properties_and_navigations(String set) {
    EntityType type = Demo.STANDARD.type(set);
    String expand = String.join(",", type.navigations().keySet());
    String options =
        (expand.isEmpty() ? "?" : "?$expand=" + expand + "&")
            + "$count=true&$top=3&$orderby=id%20desc".replace("id%20", type.idName() + "%20");

    String path = parented(type, set);
    Wire.Answer answer =
        wire.get(path + (path.contains("?") ? options.replace("?", "&") : options));

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    for (JsonNode row : answer.body().path("value")) {
      type.properties().values().stream()
          .filter(property -> property.kind() != Kind.STREAM)
          .forEach(property -> assertThat(row.has(property.name())).as(property.name()).isTrue());
      type.navigations().keySet().forEach(name -> assertThat(row.has(name)).as(name).isTrue());
    }
    assertThat(wire.admin("GET", "records/" + set, null).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("extension")
  void each_set_of_the_extension_shows_its_properties(String set) {
    String url =
        sandbox().apiRoot().replace("api/v2.0", "api/fieldbridge/integration/v1.0")
            + "/companies("
            + wire.companyId()
            + ")/"
            + set;

    Wire.Answer answer = wire.send("GET", url, null);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    for (JsonNode row : answer.body().path("value")) {
      Demo.EXTENSION
          .type(set)
          .properties()
          .keySet()
          .forEach(name -> assertThat(row.has(name)).as(name).isTrue());
    }
  }

  /** A set that needs its parent is filtered by one. */
  private static String parented(EntityType type, String set) {
    return type.parent() == null
        ? set
        : set + "?$filter=" + type.parent() + "%20eq%2000000000-0000-0000-0000-000000000000&x=1";
  }

  private static boolean isOfCompany(String set) {
    return !set.equals("companies") && !set.equals(SubscriptionEndpoint.SET);
  }
}
