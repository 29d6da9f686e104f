package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables to this program's version; never back from a newer one. */
final class Migrations {

  private Migrations() {}

  /**
   * @throws StoreRefusedException when a newer program has been here
   */
  static boolean arePending(DataSource source) {
    try {
      MigrationInfoService migrations = flyway(source).info();
      refuseNewer(migrations.all());
      return migrations.pending().length > 0;
    } catch (FlywayException e) {
      throw StoreFailures.refused(e);
    }
  }

  static void run(DataSource source) {
    try {
      flyway(source).migrate();
    } catch (FlywayException e) {
      throw StoreFailures.refused(e);
    }
  }

  private static Flyway flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
  }

  private static void refuseNewer(MigrationInfo[] migrations) {
    String newer =
        Arrays.stream(migrations)
            .filter(migration -> isFuture(migration.getState()))
            .map(migration -> String.valueOf(migration.getVersion()))
            .collect(Collectors.joining(", "));
    if (!newer.isEmpty()) {
      throw new StoreRefusedException(
          Reason.of(
              "store-newer",
              "A newer FieldBridge has worked on this database; it has the table versions "
                  + newer
                  + ", which this program does not know.",
              "Start the newer program, or restore the backup that was made before the upgrade."));
    }
  }

  private static boolean isFuture(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
