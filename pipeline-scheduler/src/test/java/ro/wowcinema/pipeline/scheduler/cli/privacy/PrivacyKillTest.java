package ro.wowcinema.pipeline.scheduler.cli.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;

/**
 * Kills the real process while it erases users from files, and continues with the next day: only
 * their records may be removed, and in the end all of them are.
 */
final class PrivacyKillTest {
  private static final int DAYS = 5;
  private static final LocalDate FROM = LocalDate.of(2024, 9, 20);
  private static final LocalDate TO = FROM.plusDays(DAYS - 1);
  private static final String PENDING =
      "select count(*) from pii.erased_user where files_done_at is null";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path folder;

  private static Path landing;
  private static List<Path> delivered;

  @BeforeAll
  static void loadUsersAndDeleteSomeOnTheLastDay() throws IOException {
    landing = folder.resolve("landing");
    ok(
        CliRun.embedded(
            folder,
            "simulate",
            "--out",
            landing.toString(),
            "--from",
            FROM.toString(),
            "--days",
            Integer.toString(DAYS),
            "--users",
            "150",
            "--titles",
            "200",
            "--sessions-per-user-day",
            "1"));
    Path last = users(TO);
    List<String> lines = new ArrayList<>(text(last).lines().toList());
    for (String line : text(users(FROM)).lines().toList()) {
      if (line.matches("10[01]\\d,.*")) {
        lines.add(line.replaceFirst(",[^,]*,[^,]*$", "," + TO + "T10:00:00Z,true"));
      }
    }
    Files.delete(last);
    Files.write(last.resolveSibling("users.csv"), lines);
    // Listed once: a running process creates and removes temporary files next to them.
    delivered = deliveredFiles();
    ok(cli("run", "--from", FROM.toString(), "--to", TO.toString()));
  }

  @Test
  void retention() throws Exception {
    killedWhileItChangesFiles(
        1001,
        "privacy",
        "retention",
        "--set",
        "retention.deleted-users=P1D",
        "--set",
        "retention.raw-lines=P20Y",
        "--set",
        "retention.deliveries=P20Y");
  }

  @Test
  void erasure() throws Exception {
    Path users = folder.resolve("users.txt");
    Files.write(users, Stream.iterate(1021, n -> n + 1).limit(19).map(String::valueOf).toList());

    killedWhileItChangesFiles(1021, "privacy", "erase", "--users-file", users.toString(), "--yes");
  }

  /** The new key is in the file, and the rotation waits for a table before it encrypts texts. */
  @Test
  void keyRotation() throws Exception {
    Path key = folder.resolve("privacy.key");
    String before = Files.readString(key);
    List<String> totals = totals();
    String export = export("before");
    assertThat(export).contains("\"iban\" : \"RO");

    warehouse
        .database()
        .transaction(
            dsl -> {
              dsl.execute("lock table pii.user_identity_change in share mode");
              Process process = start("privacy", "key", "rotate");
              try {
                while (process.isAlive() && Files.readString(key).equals(before)) {
                  Thread.onSpinWait();
                }
                assertThat(process.isAlive()).as("the process must be killed in between").isTrue();
              } finally {
                process.destroyForcibly().waitFor();
              }
              return null;
            });

    assertThat(export("killed")).isEqualTo(export);
    ok(cli("run", "--from", FROM.toString(), "--to", TO.toString(), "--force"));
    assertThat(totals()).isEqualTo(totals);
    assertThat(identities()).as("values of each user's IBAN").isEqualTo(1);

    ok(cli("privacy", "key", "rotate"));

    assertThat(Files.readString(key).split("AesSivKey", -1)).as("one key").hasSize(2);
    assertThat(export("rotated")).isEqualTo(export);
    ok(cli("run", "--from", FROM.toString(), "--to", TO.toString(), "--force"));
    assertThat(totals()).isEqualTo(totals);
    assertThat(identities()).as("values of each user's IBAN").isEqualTo(1);
  }

  /** The export of a user that no other test erases. */
  private static String export(String name) throws IOException {
    Path file = folder.resolve(name + ".json");
    ok(cli("privacy", "export", "--user", "1050", "--out", file.toString()));
    return Files.readString(file).replaceFirst("\"exported_at\" : \"[^\"]+\"", "");
  }

  private static int identities() {
    return Integer.parseInt(
        strings(
                "select max(n) from (select count(distinct iban) as n from pii.user_identity_change group by user_id, effective_at) as x")
            .get(0));
  }

  /** Identities of nineteen users. */
  private static void killedWhileItChangesFiles(int firstUser, String... command) throws Exception {
    String theirs = " where user_id between %d and %d".formatted(firstUser, firstUser + 18);
    List<String> before = totals();
    List<String> emails = strings("select email from pii.user_identity" + theirs);
    assertThat(emails).hasSize(19);

    kill(command);

    assertThat(strings(PENDING)).as("users to look for in files").doesNotContain("0");
    ok(cli("run", "--from", FROM.toString(), "--to", TO.toString()));
    assertThat(totals())
        .as("totals, once the day after has loaded changed files")
        .isEqualTo(before);

    ok(cli("run", "--dag", "maintenance", "--date", TO.plusDays(1).toString()));

    assertThat(strings(PENDING)).containsExactly("0");
    assertThat(landingText())
        .doesNotContain(emails)
        .doesNotContain("\"user_id\":" + firstUser + ",");
    assertThat(strings("select user_id from warehouse.dim_user" + theirs)).isEmpty();
    ok(cli("run", "--from", FROM.toString(), "--force"));
    assertThat(totals()).as("totals, once everything is loaded again").isEqualTo(before);
  }

  /** Kills the process as soon as the first file has changed. */
  private static void kill(String... command) throws IOException, InterruptedException {
    Map<Path, Long> before = fingerprints();
    Process process = start(command);
    try {
      while (process.isAlive() && fingerprints().equals(before)) {
        Thread.onSpinWait();
      }
      assertThat(process.isAlive()).as("the process must be killed while it works").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Map<Path, Long> fingerprints() throws IOException {
    Map<Path, Long> fingerprints = new HashMap<>();
    for (Path file : delivered) {
      CRC32 crc = new CRC32();
      crc.update(Files.readAllBytes(file));
      fingerprints.put(file, crc.getValue());
    }
    return fingerprints;
  }

  private static String landingText() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : delivered) {
      text.append(text(file));
    }
    return text.toString();
  }

  private static List<Path> deliveredFiles() throws IOException {
    try (Stream<Path> files = Files.walk(landing.resolve("platform"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(users.csv|sessions.jsonl)(.gz)?"))
          .toList();
    }
  }

  private static Path users(LocalDate date) throws IOException {
    return deliveredFiles().stream()
        .filter(file -> file.toString().contains(date + "/users.csv"))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), UTF_8);
    }
  }

  private static Process start(String... arguments) throws IOException {
    ProcessBuilder builder = DaemonProcess.command(folder, warehouse.connectionInfo(), arguments);
    builder.environment().put("PIPELINE_LANDING", landing.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(Files.createTempFile(folder, "out", ".txt").toFile());
    return builder.start();
  }

  private static List<String> totals() {
    return strings(
        """
        select concat_ws(' ', 'sessions', p.plan_name, f.region_code, f.title_id, count(*), sum(f.watched_minutes), sum(f.rating))
        from warehouse.fact_watch_session as f join warehouse.dim_plan as p using (plan_key)
        group by p.plan_name, f.region_code, f.title_id
        union all
        select concat_ws(' ', 'months', p.plan_name, m.region_code, m.month, count(*), sum(m.net_amount))
        from warehouse.fact_subscription_month as m join warehouse.dim_plan as p using (plan_key)
        group by p.plan_name, m.region_code, m.month
        order by 1
        """);
  }

  private static List<String> strings(String sql) {
    return warehouse.dsl().fetchValues(sql).stream().map(Objects::toString).toList();
  }

  private static CliRun cli(String... arguments) {
    return CliRun.with(
        Map.of(
            "PIPELINE_DATABASE_URL",
            warehouse.connectionInfo().toLibpqUri(),
            "PIPELINE_LANDING",
            landing.toString()),
        folder,
        arguments);
  }

  private static void ok(CliRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }
}
