package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldbridge.Spoiled;
import io.fieldbridge.mapping.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files with any mistake: found right, or told with their file, never worse (P11). */
class MalformedRoutesTest {

  private static final List<String> SHIPPED =
      List.of("_delivery", "_report", "account-customer", "work-order-invoice");

  @Test
  void a_route_file_with_any_mistake_is_taken_or_told(@TempDir Path home) throws Exception {
    Random chance = Spoiled.chance();
    try (TinyHouse house = new TinyHouse(home)) {
      house.properties.setProperty("fieldbridge.flow.work-order-invoice.target", "sales-order");
      RouteChecker checker = house.checker();
      List<RouteText> right = new ArrayList<>();
      for (String name : SHIPPED) {
        right.add(text(name, Shipped.route(name)));
      }
      for (int i = 0; i < Spoiled.tries(); i++) {
        int which = chance.nextInt(SHIPPED.size());
        RouteText spoiled = text(SHIPPED.get(which), Spoiled.text(right.get(which).text(), chance));
        List<RouteText> all = new ArrayList<>(List.of(right.get(0)));
        all.remove(which == 0 ? right.get(0) : null);
        all.add(spoiled);

        assertThatCode(() -> assertTold(checker.check(all)))
            .as(spoiled.text())
            .doesNotThrowAnyException();
      }
    }
  }

  private static void assertTold(List<Problem> problems) {
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.file()).isNotBlank())
        .allSatisfy(problem -> assertThat(problem.what()).isNotBlank());
  }

  private static RouteText text(String name, String text) {
    return new RouteText(Path.of("/routes", name + ".camel.yaml"), text);
  }
}
