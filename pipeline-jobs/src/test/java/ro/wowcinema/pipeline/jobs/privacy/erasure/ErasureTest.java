package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

final class ErasureTest {
  @RegisterExtension static final WarehouseDatabase bothDays = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final LocalDate DAY_OF_ERASURE = LocalDate.of(2026, 10, 5);
  private static final Request REQUEST = new Request("dpo", Optional.of("ticket 12"));
  private static final List<String> ILINCA =
      List.of("Ilinca", "Zăvoianu", "ilinca@wow.example", "1987-11-23", "log-7a", "log-7b");

  @TempDir private Path home;

  @BeforeAll
  static void loadBothDays() throws IOException {
    LoadFixture first = LoadFixture.of(bothDays);
    first.open();
    deliver(first);
    first.run(MONDAY, TUESDAY);
    first.close();
  }

  @BeforeEach
  void deliver() {
    deliver(loads);
  }

  private static void deliver(LoadFixture loads) {
    loads
        .on(MONDAY)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n2 | Silver | 5.99 | USD\n");
    loads
        .on(MONDAY)
        .users(
            """
            user_id | first_name | last_name | email              | birth_date | iban                     | region_code | plan_id | subscription_start_date | updated_at
            7       | Ilinca     | Zăvoianu  | ilinca@wow.example | 1987-11-23 | RO49AAAA1B31007593840000 | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            8       | Ion        | Pop       | ion@wow.example    | 1990-01-02 | RO49AAAA1B31007593840001 | 12          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads
        .on(MONDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end          | rating | emitted_at
            log-7a | 7       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 8      | 2026-09-28T19:00:01Z
            log-8a | 8       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 6      | 2026-09-28T19:30:01Z
            """);
    loads
        .on(TUESDAY)
        .users(
            """
            user_id | first_name | last_name | email              | birth_date | iban                     | region_code | plan_id | subscription_start_date | updated_at
            7       | Ilinca     | Zăvoianu  | ilinca@wow.example | 1987-11-23 | RO49AAAA1B31007593840000 | 40          | 2       | 2026-09-01              | 2026-09-29T08:00:00Z
            7       | Ilinca     | Zăvoianu  | ilinca@wow.example | 1987-11-23 | RO49AAAA1B31007593840000 | 40          | none    | 2026-09-01              | 2026-09-29T08:00:00Z
            x       | Ilinca     | Zăvoianu  | ilinca@wow.example |            |                          | 40          | 2       | 2026-09-01              | 2026-09-29T08:00:00Z
            8       | Ion        | Pop       | ion@wow.example    | 1990-01-02 | RO49AAAA1B31007593840001 | 13          | 1       | 2026-09-01              | 2026-09-29T08:00:00Z
            8       | Ion        | Pop       | ion@wow.example    | 1990-01-02 | RO49AAAA1B31007593840001 | 14          | 1       | 2026-09-01              | 2026-09-29T09:00:00Z
            """);
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end | rating | emitted_at
            log-7b | 7       | tt0000002 | 2026-09-29T18:00:00Z |             |        | 2026-09-29T19:00:01Z
            log-7b |         | tt0000002 | 2026-09-29T18:00:00Z |             |        | 2026-09-29T19:10:01Z
            log-8b | 8       | tt0000002 | 2026-09-29T18:00:00Z | 2026-09-29T19:30:00Z | | 2026-09-29T19:30:01Z
            """);
  }

  @Test
  void nothingOfTheUserIsLeftAndTotalsStay() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    List<String> before = totals();
    Files.writeString(
        home.resolve("pipeline.log"),
        "bad user_id is '7', email is 'ilinca@wow.example', \"log_id\": \"log-7a\"\n");

    Erasure.Outcome outcome = erasure().erase(List.of(7L), REQUEST);

    assertThat(outcome.problems()).isEmpty();
    assertThat(traces()).isEmpty();
    assertThat(totals()).isEqualTo(before);
    assertThat(outcome.counts().byPlace())
        .containsEntry("landing files", 4L)
        .containsEntry("landing records", 7L)
        .containsEntry("ops.quarantine", 3L)
        .containsEntry("log lines", 1L);
  }

  @Test
  void rebuildAndRedeliveryBringNothingBack() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    List<String> before = totals();
    erasure().erase(List.of(7L), REQUEST);

    loads.run(MONDAY, TUESDAY);
    assertThat(loads.rows("select count(*) from ops.source_file where state = 'superseded'"))
        .as("files loaded again, although erasing changed them")
        .containsExactly("0");
    loads.force(MONDAY);
    loads.force(TUESDAY);

    assertThat(traces()).isEmpty();
    assertThat(totals()).isEqualTo(before);

    deliver();
    loads.run(MONDAY, TUESDAY);

    assertThat(totals()).isEqualTo(before);
    assertThat(tracesInDatabase()).isEmpty();
    assertThat(
            loads.rows(
                "select logical_date, file_name, erased, lines_read from ops.source_file where state = 'cleansed' and file_name in ('users.csv', 'sessions.jsonl') order by 1, 2"))
        .containsExactly(
            "2026-09-28 | sessions.jsonl | 1 | 1",
            "2026-09-28 | users.csv | 1 | 1",
            "2026-09-29 | sessions.jsonl | 2 | 1",
            "2026-09-29 | users.csv | 3 | 2");
  }

  /** Columns are found by name, and a JSON object may name several users. */
  @Test
  void refusedRecordsAreErasedInAnyColumnOrder() throws IOException {
    loads
        .on(MONDAY)
        .users(
            """
            plan_id | user_id | first_name | last_name | region_code | subscription_start_date | updated_at
            8       | 7       | Ilinca     |           | 99          | 2026-09-01              | 2026-09-01T08:00:00Z
            8       | 7       | Ilinca     |           | 12          | soon                    | 2026-09-01T08:00:00Z
            7       | 8       | Ion        | Pop       | 99          | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    Files.writeString(
        loads.folder().resolve("platform/" + MONDAY + "/sessions.jsonl"),
        """
        {"context":{"user_id":8},"user_id":7,"log_id":"log-7a","title_id":"tt1","session_start":"never","emitted_at":"2026-09-28T19:00:01Z"}
        {"context":{"user_id":7},"user_id":8,"log_id":"log-8a","title_id":"tt1","session_start":"never","emitted_at":"2026-09-28T19:00:01Z"}
        {"user_id":8,"log_id":"log-8b","title_id":"tt1","session_start":"2026-09-28T18:00:00Z","emitted_at":"2026-09-28T19:00:01Z"}
        {"user_id":8,"log_id":"log-8c","title_id":"tt1","session_start":"2026-09-28T19:00:00Z","emitted_at":"2026-09-28T19:00:01Z"}
        """);
    loads.run(MONDAY);

    erasure().erase(List.of(7L), REQUEST);

    assertThat(
            loads.rows(
                "select line_number, person, raw_line = '[erased]', detail = '[erased]' from ops.quarantine order by source_file_id, line_number"))
        .containsExactlyInAnyOrder(
            "3 | - | true | true", "1 | - | true | true", "2 | 8 | false | false");
    assertThat(loads.rows("select line_number, person from ops.field_warning order by 1"))
        .containsExactly("2 | -", "4 | 8");
  }

  /** Keys follow the order of numbers, and the audit has the moment of the erasure. */
  @Test
  void nothingLinksTheErasedUserToThePseudonymousUser() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    List<String> before = loads.rows("select user_key from warehouse.dim_user where user_id = 7");

    erasure().erase(List.of(7L), REQUEST);

    assertThat(loads.rows("select user_key from warehouse.dim_user where user_id < -1"))
        .hasSize(3)
        .doesNotContainAnyElementsOf(before);
    assertThat(
            loads.rows(
                "select valid_from from warehouse.dim_user where user_id < -1 and is_deleted"))
        .as("the start of the next day in Bucharest")
        .containsExactly("2026-10-05T21:00:00Z");
    for (String fact : List.of("fact_watch_session", "fact_subscription_month")) {
      assertThat(
              loads.rows(
                  "select f.user_id from warehouse.%s as f left join warehouse.dim_user as u using (user_key, user_id) where u.user_key is null"
                      .formatted(fact)))
          .as("rows of %s without the version that they point to", fact)
          .isEmpty();
    }
  }

  /** Two users delivered the same log: the record that did not count still does not count. */
  @Test
  void logDeliveredByTwoUsersIsCountedOnce() throws IOException {
    loads
        .on(TUESDAY)
        .sessions(
            """
            log_id | user_id | title_id  | session_start        | session_end          | emitted_at
            log-7a | 8       | tt0000001 | 2026-09-28T18:00:00Z | 2026-09-28T19:00:00Z | 2026-09-29T19:00:01Z
            """);
    loads.run(MONDAY, TUESDAY);

    erasure().erase(List.of(7L), REQUEST);

    assertThat(loads.rows("select log_id, user_id from cleansed.session_record order by 1"))
        .containsExactly("log-7a | 8", "log-8a | 8");
  }

  @Test
  void fileBehindALinkIsNotChangedAndTheLinkIsReported() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    Path link = loads.folder().resolve("platform/" + MONDAY + "/users.csv");
    Path archived = Files.move(link, home.resolve("users-of-monday.csv"));
    Files.createSymbolicLink(link, archived);

    Erasure.Outcome outcome = erasure().erase(List.of(7L), REQUEST);

    assertThat(outcome.problems())
        .singleElement()
        .asString()
        .startsWith(link + ": this is a symbolic link");
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(archived)).contains("ion@", "ilinca@");
  }

  @Test
  void repeatedErasureFindsNothingAndCompletesAnInterruptedOne() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    erasure().erase(List.of(7L), REQUEST);
    List<String> once = totals();
    // As if the first erasure had been killed before the files.
    deliver();

    Erasure.Outcome again = erasure().erase(List.of(7L), REQUEST);

    assertThat(traces()).isEmpty();
    assertThat(totals()).isEqualTo(once);
    assertThat(again.counts().byPlace()).containsOnlyKeys("landing files", "landing records");
    assertThat(erasure().erase(List.of(7L), REQUEST).counts().isEmpty()).isTrue();
  }

  @Test
  void otherUsersStayAsTheyWere() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    String ofIon = "select * from %s where user_id = 8 order by 1, 2";
    List<String> facts = loads.rows(ofIon.formatted("warehouse.fact_watch_session"));
    List<String> versions = loads.rows(ofIon.formatted("warehouse.dim_user"));

    erasure().erase(List.of(7L), REQUEST);
    loads.force(MONDAY);
    loads.force(TUESDAY);

    assertThat(loads.rows(ofIon.formatted("warehouse.fact_watch_session"))).isEqualTo(facts);
    assertThat(loads.rows(ofIon.formatted("warehouse.dim_user"))).isEqualTo(versions);
  }

  @Test
  void pseudonymousUserCountsAsDeletedAndHasNoBirthYear() throws IOException {
    warehouse.becomeCopyOf(bothDays);

    erasure().erase(List.of(7L), REQUEST);

    assertThat(
            loads.rows(
                "select user_id < -1, plan_id, region_code, birth_year, is_deleted, consent_personalisation, is_current from warehouse.dim_user where user_id not in (-1, 8) order by valid_from"))
        .containsExactly(
            "true | 1 | 12 | - | false | false | false",
            "true | 2 | 40 | - | false | false | false",
            "true | 2 | 40 | - | true | false | true");
    // Deleted after the as-of date: until that is reached, totals stay as they were published.
    assertThat(loads.rows("select user_id < -1 from mart.known_user order by 1"))
        .containsExactly("false", "true");
    warehouse.dsl().execute("update mart.as_of set as_of_date = ?", DAY_OF_ERASURE.plusDays(1));
    assertThat(loads.rows("select user_id from mart.known_user")).containsExactly("8");
  }

  /** The pseudonymous user is in the totals until the next date, but not in the list of users. */
  @Test
  void erasedUserIsNotInTheInactiveUsersReport() throws IOException {
    loads.on(MONDAY).sessions("log_id | user_id | title_id | session_start | emitted_at\n");
    loads.run(MONDAY);
    String inactive = "select user_id from mart.report_inactive_users";
    assertThat(loads.rows(inactive)).containsExactly("7", "8");

    erasure().erase(List.of(7L), REQUEST);

    assertThat(loads.rows(inactive)).containsExactly("8");
    loads.run(TUESDAY);
    assertThat(loads.rows(inactive)).isEmpty();
  }

  @Test
  void everyErasureIsAuditedWithoutIdentifiers() throws IOException {
    loads.run(MONDAY);

    erasure().erase(List.of(7L), REQUEST);

    assertThat(
            loads.rows(
                "select acted_at, requested_by, action, subject_hash is null, reason, outcome from pii.privacy_action order by action_id"))
        .containsExactly(
            "2026-10-05T09:00:00Z | dpo | erase | false | ticket 12 | erased in the database; files follow",
            "2026-10-05T09:00:00Z | dpo | erase | true | ticket 12 | done");
  }

  /** A number is the same in every notation, also where only staging or quarantine has it. */
  @Test
  void userNumberIsMatchedInAnyNotation() {
    loads.run(MONDAY);
    warehouse
        .dsl()
        .execute(
            "insert into staging.users (line_number, user_id) select n, (array['90017.0', '+90018', '9.0019e4', '90020.5', '90021'])[n] from generate_series(1, 5) as n");

    assertThat(
            new UnknownUsers(warehouse.dsl(), TestVault.shared())
                .unknown(List.of(90017L, 90018L, 90019L, 90020L, 90021L, 90022L)))
        .containsExactly(90020L, 90022L);
  }

  /** The landing zone may be the right one, but the database the wrong one. */
  @Test
  void userUnknownToDatabaseAndRegistryIsRefused() throws IOException {
    loads.run(MONDAY);
    Path users = loads.folder().resolve("platform/" + MONDAY + "/users.csv");
    Files.writeString(
        users,
        Files.readString(users).lines().findFirst().orElseThrow()
            + "\n99,Eva,Rus,,,,12,1,2026-09-01,2026-09-01T08:00:00Z\n");
    byte[] before = Files.readAllBytes(users);

    assertThatThrownBy(() -> erasure().erase(List.of(7L, 99L), REQUEST))
        .isInstanceOf(PrivacyException.class)
        .hasMessageContaining("User 99 is neither in this database")
        .hasMessageContaining("Check that this is the right database.");
    assertThatThrownBy(() -> erasure().preview(List.of(99L))).isInstanceOf(PrivacyException.class);

    assertThat(users).hasBinaryContent(before);
    assertThat(loads.rows("select 1 from pii.erased_user")).isEmpty();
    assertThat(loads.rows("select 1 from pii.privacy_action")).isEmpty();
    assertThat(loads.rows("select user_id from pii.user_identity where user_id = 7")).hasSize(1);
  }

  /** A user with a refused record only is known. */
  @Test
  void userWithRefusedRecordsOnlyIsKnown() throws IOException {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | plan_id | first_name | subscription_start_date | updated_at
            5       | 1       | Dan        | soon                    | 2026-09-01T08:00:00Z
            8       | 1       | Ion        | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads.run(MONDAY);

    erasure().erase(List.of(5L), REQUEST);

    assertThat(
            loads.rows(
                "select raw_line from ops.quarantine where source_file_id in (select source_file_id from ops.source_file where file_name = 'users.csv')"))
        .containsExactly("[erased]");
  }

  @Test
  void unreadableFileFailsOneErasureAndNotEveryLaterOne() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    Path broken = loads.folder().resolve("platform/2026-09-20/users.csv.gz");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "no gzip");

    Erasure.Outcome first = erasure().erase(List.of(7L), REQUEST);

    assertThat(first.problems()).singleElement().asString().contains("2026-09-20");
    assertThat(tracesInDatabase()).isEmpty();

    Erasure.Outcome second = erasure().erase(List.of(8L), REQUEST);

    assertThat(second.problems()).isEmpty();
    assertThat(second.warnings())
        .anySatisfy(it -> assertThat(it).contains("unreadable since 2026-10-05", "2026-09-20"))
        .anySatisfy(it -> assertThat(it).contains("2 erased users may still be in files"));
    assertThat(loads.rows("select files_done_at from pii.erased_user")).containsOnly("-");
    assertThat(loads.rows("select outcome from pii.privacy_action order by action_id desc limit 1"))
        .containsExactly("done, but for files that could not be read before either");

    Files.delete(broken);
    Erasure.Outcome third = erasure().erase(List.of(8L), REQUEST);

    assertThat(third.problems()).isEmpty();
    assertThat(loads.rows("select 1 from pii.unreadable_file")).isEmpty();
    assertThat(loads.rows("select 1 from pii.erased_user where files_done_at is null")).isEmpty();
  }

  @Test
  void olderSnapshotsAreNamed() throws IOException, SQLException {
    loads.run(MONDAY);
    try (Connection reader =
        DriverManager.getConnection(
            warehouse.connectionInfo().url(),
            warehouse.connectionInfo().user(),
            warehouse.connectionInfo().password().orElse(null))) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      int pid = DSL.using(reader).fetchSingle("select pg_backend_pid()").get(0, Integer.class);

      List<String> warnings = erasure().erase(List.of(7L), REQUEST).warnings();

      assertThat(warnings.get(0)).startsWith("1 older transactions still see the erased rows");
      assertThat(warnings.get(1))
          .matches("  pid %d of \\w+, idle in transaction, open for .*".formatted(pid));
      reader.rollback();
      assertThat(erasure().erase(List.of(7L), REQUEST).warnings()).isEmpty();
    }
  }

  @Test
  void erasedTextsAreInNoTableFile() throws IOException {
    warehouse.becomeCopyOf(bothDays);
    assertThat(tablesWith("ilinca@wow.example")).isNotEmpty();

    Erasure.Outcome outcome = erasure().erase(List.of(7L), REQUEST);

    assertThat(outcome.warnings()).isEmpty();
    assertThat(tablesWith("ilinca@wow.example")).isEmpty();
    assertThat(tablesWith("Ilinca")).isEmpty();
    assertThat(tablesWith("ion@wow.example")).as("those who stay").isNotEmpty();

    warehouse.owner().execute(documentedVacuum());
    assertThat(tablesWith("log-7a")).isEmpty();
  }

  /** Rewrites the tables with log ids, as in docs/privacy.md. */
  private static String documentedVacuum() throws IOException {
    String page = Files.readString(Path.of("../docs/privacy.md"));
    int from = page.indexOf("VACUUM (FULL, ANALYZE)");
    return page.substring(from, page.indexOf(';', from));
  }

  /** Tables and indexes of the warehouse whose files have the text, after a checkpoint. */
  private static List<String> tablesWith(String text) {
    return warehouse.asSuperuser(
        dsl -> {
          dsl.execute("checkpoint");
          Path data = Path.of((String) dsl.fetchValue("show data_directory"));
          return dsl
              .fetch(
                  """
                  select n.nspname || '.' || c.relname as name, pg_relation_filepath(c.oid) as path
                  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                  where pg_relation_filepath(c.oid) is not null
                    and n.nspname in ('staging', 'cleansed', 'change_queue', 'pii', 'ops', 'warehouse', 'warehouse_part', 'aggregate', 'mart', 'pg_toast')
                  """)
              .stream()
              .filter(row -> has(data.resolve(row.get("path", String.class)), text))
              .map(row -> row.get("name", String.class))
              .toList();
        });
  }

  private static boolean has(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void erasureIsRefusedDuringARun() {
    loads.run(MONDAY);
    warehouse
        .dsl()
        .execute(
            "update ops.dag_run set state = 'running', heartbeat_at = timestamptz '2026-10-05T08:59:50Z'");

    assertThatThrownBy(() -> erasure().erase(List.of(7L), REQUEST))
        .isInstanceOf(PrivacyException.class)
        .hasMessage(
            "warehouse is running for 2026-09-28; wait until it ends, or cancel it, then repeat the erasure");
  }

  @Test
  void everyTableWithAUserIsListed() {
    assertThat(PersonalTables.withUser(warehouse.dsl()))
        .extracting(PersonalTables.PersonalTable::path)
        .as("tables with a column user_id: list a new one in PersonalTables")
        .isSubsetOf(PersonalTables.LISTED.keySet());
  }

  private Erasure erasure() {
    return loads.erasure(home, NOW);
  }

  private List<String> totals() {
    return loads.rows(
        """
        select 'sessions', p.plan_name, f.region_code, f.title_id, count(*), sum(f.watched_minutes), sum(f.rating)
        from warehouse.fact_watch_session as f join warehouse.dim_plan as p using (plan_key)
        group by 2, 3, 4
        union all
        select 'months', p.plan_name, m.region_code, m.month::text, count(*), sum(m.net_amount), null
        from warehouse.fact_subscription_month as m join warehouse.dim_plan as p using (plan_key)
        group by 2, 3, 4
        union all
        select 'now', d.plan_name, null, null, d.users, null, null
        from mart.report_user_distribution_by_plan as d
        order by 1, 2, 3, 4
        """);
  }

  private List<String> traces() throws IOException {
    return Traces.of(ILINCA, List.of(7L)).in(warehouse.dsl(), List.of(loads.folder(), home));
  }

  private List<String> tracesInDatabase() throws IOException {
    return Traces.of(ILINCA, List.of(7L)).in(warehouse.dsl(), List.of());
  }
}
