package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that breaks says so, and what it was doing is done once or not at all (P14). */
class BrokenLineTest {

  private DatabaseLine line;
  private Store store;

  @BeforeEach
  void open() {
    StoreSettings server = Database.POSTGRESQL.fresh();
    URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
    line = new DatabaseLine(address.getPort());
    String url =
        "jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0&socketTimeout=2"
            .formatted(line.port(), address.getPath());
    store = Store.open(StoreSettings.of(url, server.user(), server.password(), Database.folder()));
  }

  @AfterEach
  void close() {
    store.close();
    line.close();
  }

  @Test
  void a_commit_that_is_cut_off_is_told_as_a_server_that_does_not_answer() {
    line.loseCommits(1);

    for (int i = 0; i < 2; i++) {
      String name = "cut" + i;
      StoreFailedException told = catchThrowableOfType(StoreFailedException.class, () -> see(name));
      assertThat(told.reason().code()).isEqualTo("store-unreachable");
    }

    line.loseCommits(0);
    List<String> there = store.list("select seen from seen_key", row -> row.text("seen"));
    assertThat(there).as("cut after it, cut before it").containsExactly("cut0");
  }

  @Test
  void a_server_that_falls_silent_holds_nobody_for_ever() {
    line.hold(true);
    StoreFailedException told = catchThrowableOfType(StoreFailedException.class, store::now);
    assertThat(told.reason().code()).isEqualTo("store-unreachable");
    line.hold(false);

    IntStream.range(0, 5).forEach(i -> see("again" + i));
    assertThat(store.list("select seen from seen_key", row -> row.text("seen"))).hasSize(5);
  }

  private void see(String name) {
    store.update("insert into seen_key values ('line', ?, true, current_timestamp)", name);
  }
}
