package ro.wowcinema.warehouse;

import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * Recognises a database that a newer version of the program migrated. This version must not replace
 * its views by older ones: daemons of both versions run during a rolling upgrade.
 */
final class NewerSchemaCheck {
  private NewerSchemaCheck() {}

  /**
   * Refuses such a database.
   *
   * @throws NewerSchemaException where it is one
   */
  static void refuse(MigrationInfoService migrations) {
    MigrationInfo[] all = migrations.all();
    Stream.of(all)
        .filter(migration -> isUnknownVersion(migration) || isReplaced(migration, all))
        .findFirst()
        .ifPresent(
            migration -> {
              throw new NewerSchemaException(
                  "A newer version of this program migrated the database: it knows another migration \"%s\". Use that version"
                      .formatted(migration.getDescription()));
            });
  }

  private static boolean isUnknownVersion(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }

  /** Whether a repeatable migration ran once as it is here, and ran in another form since. */
  private static boolean isReplaced(MigrationInfo migration, MigrationInfo... all) {
    return migration.getState() == MigrationState.PENDING
        && !migration.isVersioned()
        && Stream.of(all)
            .filter(other -> other.getInstalledRank() != null)
            .filter(other -> other.getDescription().equals(migration.getDescription()))
            .anyMatch(other -> migration.getChecksum().equals(other.getChecksum()));
  }
}
