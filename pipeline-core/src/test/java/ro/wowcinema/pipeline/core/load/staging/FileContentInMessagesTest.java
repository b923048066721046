package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.CheckedFile;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.SourceLimits;

/**
 * Files of every kind with a mark wherever personal data could be: no exception, no line of a
 * task's log, no result of a job and nothing in the ledger of files repeats it. Every place in the
 * loader that builds an exception's text is reached.
 */
final class FileContentInMessagesTest extends LoaderTest {
  private static final Path SOURCES = Path.of("src/main/java").toAbsolutePath();
  private static final Path LOADER = SOURCES.resolve("ro/wowcinema/pipeline/core/load");
  private static final String NEW = "new BadFileException(";

  /** An IBAN, in which no digit or letter may be recognised. */
  private static final String MARK = "RO49AAAA1B31007593840000";

  private static final String PERSON = "17,Ilinca %s,1990-05-01,ilinca@wow.example".formatted(MARK);
  private static final String CSV = "plan_id,plan_name,currency_code\n";
  private static final String TSV = "tconst\tparentTconst\tseasonNumber\tepisodeNumber\n";
  private static final String START = "\"session_start\":\"2026-10-24T18:00:00Z\"";

  @TempDir Path elsewhere;
  private final List<String> texts = new ArrayList<>();
  private final Set<String> reached = new TreeSet<>();

  @Test
  void nothingRepeatsWhatFilesHold() throws IOException, SQLException, InterruptedException {
    csvFiles();
    imdbFiles();
    jsonFiles();
    filesOfOtherKinds();
    packedFiles();
    badRecords();
    whatIsNoFile();
    missingFiles();
    checkedFiles();

    texts.addAll(log);
    texts.addAll(rows("SELECT f::text, 0 FROM ops.source_file f"));
    assertThat(texts).hasSizeGreaterThan(60);
    assertThat(texts).allSatisfy(FileContentInMessagesTest::assertUnmarked);
    assertThat(reached).isEqualTo(placesInSources());
  }

  private void csvFiles() throws IOException, SQLException {
    for (String file :
        new String[] {
          PERSON + "\n" + PERSON + "\n",
          PERSON.replace(',', ';') + "\n",
          "plan_id;plan_name;%s\n".formatted(MARK),
          "plan_id,%s\n".formatted(MARK),
          "plan_id,plan_name,%s,plan_id\n".formatted(MARK),
          "\"%s\n".formatted(MARK),
          "plan_id,\"%s\n".formatted(MARK),
          "{\"plan_id\":\"%s\"}\n".formatted(MARK),
          CSV.strip() + (',' + MARK).repeat(2_000) + "\n",
          MARK.repeat(10_000) + "\n",
          "",
          CSV + PERSON,
          MARK + "\r" + MARK + "\r",
          CSV + "1,%s\u00e9,USD\n".formatted(MARK),
          CSV + "1," + MARK.repeat(800_000) + "\n"
        }) {
      attempt(PLANS_CSV, "", file.getBytes(ISO_8859_1));
    }
    attempt(PLANS_CSV, "", (CSV.strip() + "," + MARK + "\n1,a,USD,b\n").getBytes(UTF_8));
    attempt(PLANS_CSV, "", " PLAN_ID,plan_name,%s\n1,a,b\n".formatted(MARK).getBytes(UTF_8));
  }

  private void imdbFiles() throws IOException, SQLException {
    for (String file :
        new String[] {
          "",
          MARK + "\t" + MARK + "\n",
          "tconst,parentTconst,seasonNumber," + MARK + "\n",
          "tconst\ttconst\t" + MARK + "\n",
          TSV + MARK,
          TSV.strip() + ("\t" + MARK).repeat(2_000) + "\n",
          TSV.strip() + "\t" + MARK + "\ntt1\t\t\t\t\n"
        }) {
      attempt(EPISODES, "", file.getBytes(UTF_8));
    }
  }

  private void jsonFiles() throws IOException, SQLException {
    for (String file :
        new String[] {
          "[{\"log_id\":\"%s\"}]\n".formatted(MARK),
          "log_id,session_start,%s\n%s,1\n".formatted(MARK, MARK),
          "{\"log_id\":\"%s\"".formatted(MARK),
          "{\"%s\":1,\"log_id\":\"a\",%s}\n".formatted(MARK, START)
        }) {
      attempt(SESSIONS_JSONL, "", file.getBytes(UTF_8));
    }
  }

  private void filesOfOtherKinds() throws IOException, SQLException {
    String text = PERSON + "\n";
    for (FileSpec spec : List.of(PLANS_CSV, EPISODES, SESSIONS_JSONL)) {
      attempt(spec, "", text.getBytes(UTF_16LE));
      attempt(spec, "", text.getBytes(UTF_16BE));
      attempt(spec, "", ("\uFEFF" + text).getBytes(UTF_16LE));
      attempt(spec, "", gzip(text));
      attempt(spec, "", ("PK\3\4" + text).getBytes(UTF_8));
      attempt(spec, ".gz", gzip(gzip(text)));
      attempt(spec, ".gz", text.getBytes(UTF_8));
      attempt(spec, ".gz", ("<html>" + text).getBytes(UTF_8));
      attempt(spec, ".gz", ("\1" + text).getBytes(UTF_8));
    }
  }

  private void packedFiles() throws IOException, SQLException {
    byte[] whole = gzip(CSV + PERSON + "\n");
    byte[] wrong = whole.clone();
    wrong[wrong.length - 8] ^= 1;
    attempt(PLANS_CSV, ".gz", new byte[0]);
    attempt(PLANS_CSV, ".gz", wrong);
    attempt(PLANS_CSV, ".gz", Arrays.copyOf(whole, whole.length - 9));
    attempt(PLANS_CSV, ".gz", concat(whole, MARK.getBytes(UTF_8)));
    limit(new SourceLimits(false, 1));
    byte[] many = ("1," + MARK.repeat(40_000) + "\n").repeat(75).getBytes(UTF_8);
    attempt(PLANS_CSV, ".gz", gzip(concat(CSV.getBytes(UTF_8), many)));
    limit(SourceLimits.defaults());
  }

  private void badRecords() throws IOException, SQLException {
    List<String> records =
        List.of(
            "{\"log_id\":%s}".formatted(MARK),
            "{\"log_id\":\"a\",\"%s\":1,\"%s\":2}".formatted(MARK, MARK),
            "{'%s'}".formatted(MARK),
            "\"%s\"".formatted(MARK),
            "{\"log_id\":\"a\",\"session_start\":\"%s\"}".formatted(MARK),
            "{\"log_id\":\"%s\",\"session_start\":\"\"}".formatted(MARK.repeat(5)),
            "{\"log_id\":\"a\\u0000%s\",%s}".formatted(MARK, START),
            "{\"log_id\":\"a\",%s,\"rating\":\"%s\",\"session_end\":\"2026-01-01T00:00:00\"}"
                .formatted(START, MARK));
    for (double ratio : new double[] {0, 1}) {
      allowRejects(ratio);
      for (String record : records) {
        attempt(SESSIONS_JSONL, "", (record + "\n").getBytes(UTF_8));
      }
      for (String record :
          List.of(PERSON, "1,\"" + MARK + "\"x,", "x," + MARK + ",", "1,," + MARK)) {
        attempt(PLANS_CSV, "", (CSV + record + "\n").getBytes(UTF_8));
      }
      attempt(EPISODES, "", (TSV + MARK + "\n" + MARK + "\t\t\t\n").getBytes(UTF_8));
    }
    assertThat(rows("SELECT raw_line, 0 FROM ops.quarantine")).anyMatch(row -> row.contains(MARK));
  }

  private void whatIsNoFile() throws IOException, SQLException, InterruptedException {
    Path key = Files.writeString(elsewhere.resolve("privacy.key"), MARK + "\n");
    Path plans = deliver(PLANS_CSV, "", new byte[0]);
    Files.delete(plans);
    Files.createSymbolicLink(plans, key);
    attempt(PLANS_CSV);
    Files.delete(plans);
    assertThat(new ProcessBuilder("mkfifo", plans.toString()).start().waitFor()).isZero();
    attempt(PLANS_CSV);
    attempt(() -> zone().file(plans).requireRegular());
    Files.delete(plans);
    deliver(PLANS_CSV, "", (CSV + PERSON).getBytes(UTF_8));
    deliver(PLANS_CSV, ".gz", gzip(PERSON));
    attempt(PLANS_CSV);
    clear(PLANS_CSV);
  }

  private void missingFiles() throws IOException, SQLException {
    attempt(PLANS_CSV, "", (CSV + "1," + MARK + ",\n").getBytes(UTF_8));
    warehouse.dsl().truncate(PLANS_CSV.staging()).execute();
    clear(PLANS_CSV);
    attempt(
        () ->
            inTransaction(
                false,
                context ->
                    new FileStaging(zone(), new FileLoader(1)).ensureStaged(PLANS_CSV, context)));
    attempt(SESSIONS_JSONL);
  }

  private void checkedFiles() throws IOException {
    for (byte[] content : List.of((MARK + "\n").getBytes(UTF_8), gzip(MARK), gzip(gzip(MARK)))) {
      for (String suffix : List.of("", ".gz")) {
        LandingFile file = zone().file(deliver(EPISODES, suffix, content));
        attempt(() -> CheckedFile.of(EPISODES, file, rows -> {}));
      }
    }
  }

  private void attempt(FileSpec spec, String suffix, byte[] content)
      throws IOException, SQLException {
    clear(spec);
    deliver(spec, suffix, content);
    attempt(spec);
    clear(spec);
  }

  private void clear(FileSpec spec) throws IOException {
    for (String suffix : List.of("", ".gz")) {
      Path file = zone().delivery(spec.source(), DAY).resolve(spec.fileName() + suffix);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
      }
    }
  }

  private interface Attempt {
    void run() throws IOException, SQLException;
  }

  private void attempt(FileSpec spec) {
    attempt(
        () -> {
          JobResult result = stage(spec, true);
          texts.add(String.valueOf(result.message()));
        });
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (BadFileException e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      texts.add(text.toString());
      assertThat(e.getMessage().length()).isLessThan(3_000);
      reached.add(place(e.getStackTrace()[0]));
    } catch (IOException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The place whose text begins at this line or before. */
  private static String place(StackTraceElement made) {
    try {
      String folder = made.getClassName().replaceFirst("\\.[^.]*$", "").replace('.', '/');
      List<String> lines = Files.readAllLines(SOURCES.resolve(folder).resolve(made.getFileName()));
      int line = made.getLineNumber();
      while (!lines.get(line - 1).contains(NEW)) {
        line--;
      }
      return made.getFileName() + ":" + line;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> placesInSources() throws IOException {
    Set<String> places = new TreeSet<>();
    try (Stream<Path> files = Files.walk(LOADER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int line = 1; line <= lines.size(); line++) {
          if (lines.get(line - 1).contains(NEW)) {
            places.add(file.getFileName() + ":" + line);
          }
        }
      }
    }
    return places;
  }

  /** Not even a few characters in a row, as of a text that was shortened. */
  private static void assertUnmarked(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    List<String> found =
        IntStream.rangeClosed(0, MARK.length() - 6)
            .mapToObj(from -> MARK.substring(from, from + 6))
            .filter(upper::contains)
            .toList();
    assertThat(found).as(text).isEmpty();
    assertThat(upper).doesNotContain("ILINCA", "1990-05-01");
  }
}
