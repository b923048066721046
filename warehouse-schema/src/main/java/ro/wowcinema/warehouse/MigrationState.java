package ro.wowcinema.warehouse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;

/**
 * One migration and how it stands in a database.
 *
 * @param version its number, such as {@code 001}; empty for a repeatable migration
 * @param description what it does, from its file name
 * @param state {@code Success}, {@code Pending}, {@code Failed} or another of Flyway's words
 * @param appliedAt when it ran; empty while it has not
 */
public record MigrationState(
    String version, String description, String state, Optional<Instant> appliedAt) {

  public MigrationState {
    requireNonNull(version, "version is null");
    requireNonNull(description, "description is null");
    requireNonNull(state, "state is null");
    requireNonNull(appliedAt, "appliedAt is null");
  }

  static MigrationState of(MigrationInfo info) {
    return new MigrationState(
        info.isVersioned() ? info.getVersion().getVersion() : "",
        info.getDescription(),
        info.getState().getDisplayName(),
        Optional.ofNullable(info.getInstalledOn()).map(Date::toInstant));
  }
}
