package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables to this program's version; never back from a newer one. */
final class Migrations {

  private Migrations() {}

  static void run(DataSource source) {
    Flyway flyway =
        Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
    try {
      refuseNewer(flyway.info().all());
      flyway.migrate();
    } catch (FlywayException e) {
      throw StoreFailures.refused(e);
    }
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
