package ro.wowcinema.pipeline.jobs.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceErrors;
import ro.wowcinema.pipeline.jobs.testing.PlatformDatabase;

/** What is wrong is said in a sentence, and nothing is delivered. */
@Timeout(60)
final class SourceTroubleTest {
  private static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final PlatformDatabase platform = new PlatformDatabase();

  @RegisterExtension
  final ExtractionFixture extraction = new ExtractionFixture(warehouse, platform);

  @Test
  void sourceThatIsNotConfigured() {
    extraction.withSource(Optional.empty());

    assertThat(failure()).startsWith("platform.url is not set: name the platform's PostgreSQL");
  }

  @Test
  void wrongPasswordIsNotShown() {
    extraction.withSource(Optional.of(platform.connectionInfo("hunter2")));

    assertThat(failure())
        .startsWith("Cannot connect to the platform's database jdbc:postgresql://localhost:")
        .contains("as wow_extractor")
        .endsWith("Check platform.user and platform.password.")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP TABLE users                                            | The platform's database has no table public.users; create it
          DROP TABLE plans                                            | The platform's database has no table public.plans; create it
          ALTER TABLE users DROP COLUMN iban                          | The platform's public.users has no column iban; add it
          ALTER TABLE catalog DROP COLUMN available_from              | The platform's public.catalog has no column available_from; add it
          ALTER TABLE sessions ALTER COLUMN updated_at TYPE timestamp | Column updated_at of the platform's public.sessions is timestamp without time zone, and must be timestamp with time zone
          ALTER TABLE users ALTER COLUMN is_deleted DROP DEFAULT, ALTER COLUMN is_deleted TYPE text | Column is_deleted of the platform's public.users is text, and must be boolean
          REVOKE SELECT ON sessions FROM wow_extractor                | The platform.user may not read column log_id of public.sessions: GRANT
          REVOKE SELECT ON catalog FROM wow_extractor                 | The platform.user may not read column title_id of public.catalog: GRANT
          """)
  void tableThatIsNotAsDocumented(String change, String sentence) {
    platform.dsl().execute(change);

    assertThat(failure()).startsWith(sentence);
  }

  @Test
  void rowThatNoWindowWouldEverHold() {
    platform.dsl().execute("ALTER TABLE users ALTER COLUMN updated_at DROP NOT NULL");
    platform.put(
        "users",
        """
        user_id | plan_id | subscription_start_date | updated_at
        7       | 1       | 2025-01-01              |
        """);

    assertThat(failure()).startsWith("public.users has rows whose updated_at is null");
  }

  @Test
  void schemaIsConfigurable() {
    platform.dsl().execute("CREATE SCHEMA \"Shop's\"");
    for (String table : new String[] {"plans", "catalog", "users", "sessions"}) {
      platform.dsl().execute("ALTER TABLE " + table + " SET SCHEMA \"Shop's\"");
    }
    extraction.withSchema("Shop's");

    assertThat(failure()).contains("GRANT USAGE ON SCHEMA Shop's");

    platform.dsl().execute("GRANT USAGE ON SCHEMA \"Shop's\" TO wow_extractor");
    extraction.run(MARCH_1);
  }

  @Test
  void failureOfTheServerSaysWhoseItIs() {
    platform.dsl().execute("ALTER TABLE plans RENAME TO real_plans");
    platform
        .dsl()
        .execute(
            "CREATE VIEW plans AS SELECT plan_id / 0 AS plan_id, plan_name, monthly_price, currency_code, discount_percent FROM real_plans");
    platform.dsl().execute("GRANT SELECT ON plans TO wow_extractor");
    platform.put(
        "real_plans",
        """
        plan_id | plan_name | monthly_price | currency_code
        1       | Bronz     | 3.99          | USD
        """);

    assertThat(failure())
        .startsWith("Cannot read plans of the platform's database jdbc:postgresql://localhost:")
        .contains("division by zero");
  }

  @Test
  void serversStateDecidesWhetherToRetry() {
    SourceErrors errors = new SourceErrors(platform.connectionInfo());

    SQLException explained =
        errors.explain("read users of", new SQLException("connection lost", "08006"));

    assertThat(explained.getSQLState()).isEqualTo("08006");
    assertThat(explained.getMessage())
        .endsWith("connection lost. Check that the server runs and that platform.url is right.");
  }

  private String failure() {
    TaskOutcome outcome = extraction.attempt(MARCH_1);

    assertThat(outcome.state()).isEqualTo(TaskState.FAILED);
    assertThat(extraction.files()).isEmpty();
    assertThat(extraction.watermarks()).isEmpty();
    return outcome.message();
  }
}
