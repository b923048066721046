package ro.wowcinema.pipeline.jobs.privacy.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

final class UserExportTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);

  @Test
  void hasEverythingAboutTheUserAndNothingAboutOthers() throws IOException {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | first_name | last_name | email           | birth_date | iban                     | plan_id | subscription_start_date | updated_at
            7       | Ana        | Pop       | ana@wow.example | 1990-02-03 | RO49AAAA1B31007593840000 | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            8       | Ion        | Rus       | ion@wow.example | 1990-02-04 | RO49AAAA1B31007593840001 | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            x       | Ana        | Pop       | ana@wow.example |            | RO49AAAA1B31007593840000 | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end          | rating | emitted_at
            log-7  | 7       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 8      | 2026-09-28T19:00:01Z
            log-8  | 8       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 6      | 2026-09-28T19:30:01Z
            """);
    loads.run(MONDAY);

    JsonNode document = export(7);

    assertThat(document.get("format").asText()).isEqualTo("wowcinema-user-export/1");
    assertThat(document.at("/identities/0/iban").asText()).isEqualTo("RO49AAAA1B31007593840000");
    assertThat(document.at("/identities/0/birth_date").asText()).isEqualTo("1990-02-03");
    assertThat(document.at("/profile_changes/0/plan_id").asInt()).isEqualTo(1);
    assertThat(document.at("/sessions/0/session_id").asText()).isEqualTo("log-7");
    assertThat(document.at("/sessions/0/session_start").asText()).isEqualTo("2026-09-28T18:00:00Z");
    assertThat(document.at("/subscription_months/0/month").asText()).isEqualTo("2026-09-01");
    assertThat(document.at("/refused_records/0/raw_line").asText())
        .startsWith("x,Ana,Pop,ana@wow.example,,RO49AAAA1B31007593840000,1");
    assertThat(document.get("refused_records")).hasSize(1);
    assertThat(document.toString()).doesNotContain("ion@wow.example").doesNotContain("log-8");
    assertThat(document.fieldNames())
        .toIterable()
        .contains("aggregate.user_status")
        .noneMatch(
            section -> section.startsWith("change_queue.") || section.startsWith("staging."));
    assertThat(
            loads.rows(
                "select action, requested_by, outcome, counts ->> 'sessions' from pii.privacy_action"))
        .containsExactly("export | dpo | done | 1");
  }

  /** Columns are found by name: the number that a line begins with may be a plan's. */
  @Test
  void refusedRecordsAreFoundInAnyColumnOrder() throws IOException {
    loads
        .on(MONDAY)
        .users(
            """
            plan_id | user_id | first_name | last_name | email           | region_code | subscription_start_date | updated_at
            7       | 8       | Ion        | Rus       | ion@wow.example | 99          | 2026-09-01              | 2026-09-01T08:00:00Z
            7       | 8       | Ion        | Rus       | ion@wow.example | 1           | soon                    | 2026-09-01T08:00:00Z
            8       | 7       | Ana        | Pop       | ana@wow.example | 98          | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    Files.writeString(
        loads.folder().resolve("platform/" + MONDAY + "/users.csv"),
        "7,8,Ion,Rus,ion@wow.example\n",
        StandardOpenOption.APPEND);
    loads.run(MONDAY);

    assertThat(export(7).at("/refused_records")).hasSize(1);
    assertThat(export(7).at("/refused_records/0/detail").asText()).contains("98");
    assertThat(export(8).get("refused_records")).hasSize(3);
    assertThat(export(7).toString()).doesNotContain("ion@wow.example");
  }

  /** In a record that cannot be split into fields only the number at its beginning counts. */
  @Test
  void brokenRecordBelongsToTheNumberAtItsBeginning() throws IOException {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | plan_id | first_name | subscription_start_date | updated_at
            7       | 8       | Ana        | 2026-09-01              | 2026-09-01T08:00:00Z
            8       | 1       | Ion        | 2026-09-01              | 2026-09-01T08:00:00Z
            9       | 1       | Eva        | 2026-09-01              | 2026-09-01T08:00:00Z
            10      | 1       | Dan        | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    Files.writeString(
        loads.folder().resolve("platform/" + MONDAY + "/users.csv"),
        "8,Ion\n,8,Ana\n\"\",8,Ana\n8/9/2026,Ana\n",
        StandardOpenOption.APPEND);
    loads.run(MONDAY);

    JsonNode refused = export(8).get("refused_records");

    assertThat(refused.findValuesAsText("raw_line")).containsExactly("8,Ion");
  }

  @Test
  void exportOfAnUnknownUserIsEmpty() throws IOException {
    JsonNode document = export(99);

    assertThat(document.get("identities")).isEmpty();
    assertThat(document.get("sessions")).isEmpty();
    assertThat(document.get("refused_records")).isEmpty();
  }

  private static JsonNode export(long userId) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new UserExport(
            warehouse.database(),
            TestVault.shared(),
            Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC))
        .write(userId, out, new Request("dpo", Optional.empty()));
    return new ObjectMapper().readTree(out.toString(UTF_8));
  }
}
