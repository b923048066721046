package ro.wowcinema.pipeline.jobs.privacy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.access.UserExport;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

/** Account numbers outside of users.iban. */
final class AccountsInTextsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);

  /** Canonical form of the accounts: without separators, in upper case. */
  private static final String ACCOUNT = "RO49AAAA1B31007593840000";

  @TempDir private Path home;

  @BeforeEach
  void load() throws IOException {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n");
    Path folder = loads.folder().resolve("platform/" + MONDAY);
    Files.writeString(
        folder.resolve("users.csv"),
        """
        user_id,first_name,last_name,email,iban,region_code,plan_id,subscription_start_date,updated_at
        1,RO49AAAA1B31007593840000,Pop,a@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
        2,Ana,Pop RO49 AAAA 1B31 0075 9384 0000,b@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
        3,Ana,Pop,ro49aaaa1b31007593840000@wow.example,,ro49-aaaa-1b31-0075-9384-0000,1,2026-09-01,2026-09-01T08:00:00Z
        4,Ana,Pop,,,12,RO49AAAA1B31007593840000,2026-09-01,2026-09-01T08:00:00Z
        x,Ana,ro49 aaaa 1b31 0075 9384 0000
        """);
    Files.writeString(
        folder.resolve("sessions.jsonl"),
        """
        {"log_id":"RO49AAAA1B31007593840000","user_id":1,"title_id":"tt0000001","session_start":"2026-09-28T10:00:00Z","emitted_at":"2026-09-28T19:00:01Z"}
        {"log_id":"00000000-AD12-4AAA-8AAA-BBBBBBBBBBBB","user_id":1,"title_id":"tt0000001","session_start":"2026-09-28T08:00:00Z","emitted_at":"2026-09-28T19:00:01Z"}
        {"log_id":"b","user_id":2,"title_id":"tt0000001","session_start":"2026-09-28T10:00:00Z","rating":"RO49AAAA1B31007593840000","emitted_at":"2026-09-28T19:00:01Z"}
        {"log_id":"c","user_id":3,"title_id":"tt0000001","session_start":"2026-09-28T10:00:00Z","reaction":9,"note":"ro49-aaaa-1b31-0075-9384-0000","emitted_at":"2026-09-28T19:00:01Z"}
        {"log_id":"d","user_id":3,"title_id":"tt0000001","session_start":"RO49 AAAA 1B31 0075 9384 0000","emitted_at":"2026-09-28T19:00:01Z"}
        {"log_id":"e","paid_by":"\\nRO49AAAA1B31007593840000",
        """);
    Files.writeString(folder.resolve("_SUCCESS"), "");
    loads.run(MONDAY);
  }

  @Test
  void noAccountIsStoredInPlainText() {
    assertThat(tablesWithAccount()).isEmpty();
    assertThat(loads.rows("select last_name from pii.user_identity where user_id = 2"))
        .singleElement()
        .asString()
        .matches("Pop v1:[\\w-]+\\.");
    assertThat(loads.rows("select count(*) from ops.quarantine where raw_line like '%v1:%'"))
        .containsExactly("4");
    assertThat(loads.rows("select count(*) from ops.field_warning where raw_line like '%v1:%'"))
        .containsExactly("3");
  }

  /** In upper case, containing an account's country and length, without valid check digits. */
  @Test
  void logIdWithoutAnAccountIsLoadedUnchanged() {
    assertThat(loads.rows("select log_id from cleansed.session_record where log_id like '%-%'"))
        .contains("00000000-AD12-4AAA-8AAA-BBBBBBBBBBBB");
  }

  @Test
  void exportHasAccountsInPlainText() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new UserExport(warehouse.database(), TestVault.shared(), clock())
        .write(2, out, new Request("dpo", Optional.empty()));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"last_name\" : \"Pop RO49 AAAA 1B31 0075 9384 0000\"");
  }

  /** The log id that is an account is found in the delivered file. */
  @Test
  void erasureFindsEncryptedAccounts() throws IOException {
    Path sessions = loads.folder().resolve("platform/" + MONDAY + "/sessions.jsonl");
    String broken = "{\"log_id\":\"RO49AAAA1B31007593840000\",\"title_id\":\n";
    Files.writeString(sessions, Files.readString(sessions) + broken);
    loads.run(MONDAY);

    loads.erasure(home, clock().instant()).erase(List.of(1L), new Request("dpo", Optional.empty()));

    assertThat(Files.readString(sessions)).doesNotContain("\"log_id\":\"RO49");
  }

  private List<String> tablesWithAccount() {
    return loads
        .rows(
            "select table_schema || '.' || table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('staging', 'cleansed', 'change_queue', 'pii', 'warehouse', 'aggregate', 'mart', 'ops') order by 1")
        .stream()
        .filter(
            table ->
                !loads
                    .rows(
                        "select 1 from %s as t where upper(regexp_replace(t::text, '[ .\"-]', '', 'g')) like '%%%s%%'"
                            .formatted(table, ACCOUNT))
                    .isEmpty())
        .toList();
  }

  private static Clock clock() {
    return Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC);
  }
}
