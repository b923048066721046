package ro.wowcinema.pipeline.jobs.staging;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** A landing zone whose dates each have a file in another form; {@code forms.json} names them. */
final class FileFormsTest {
  private static final Path CASE = Path.of("src/test/resources/cases/file-forms");
  private static final String EMPTY = "0|0|0|0";
  private static final String CUT_OFF =
      "the last line has no line feed, as if the file was cut off";

  /**
   * What becomes of the file that has the form: records read, loaded, refused and warnings, or what
   * the failed task says.
   */
  private static final Map<String, String> RIGHT =
      Map.ofEntries(
          entry("gz several members", "3|3|0|0"),
          entry("gz members split inside a line", "3|3|0|0"),
          entry("zip named gz", "users.csv.gz: not gzip: this is a zip archive"),
          entry("gz of zero bytes on disk", "sessions.jsonl.gz: unreadable gzip (it is empty)"),
          entry("gz of empty content", EMPTY),
          entry(
              "gz with trailing garbage",
              "unreadable gzip (something that is not gzip follows what is)"),
          entry("gz with trailing zero padding", "3|3|0|0"),
          entry("gz with wrong CRC", "unreadable gzip (its checksum is wrong)"),
          entry("gz with a truncated second member", "unreadable gzip (it ends too early)"),
          entry("double gz", "users.csv.gz: this is gzip in gzip; pack the file once"),
          entry("UTF-16 LE BOM", "users.csv: this is UTF-16 (little-endian): deliver"),
          entry("UTF-16 BE BOM", "users.csv: this is UTF-16 (big-endian): deliver"),
          entry("cp1250 text", "users.csv, line 2: not UTF-8, but perhaps a code page"),
          entry("UTF-8 BOM + CRLF", "1|1|0|0"),
          entry("two BOMs", "1|1|0|0"),
          entry("BOM in jsonl", "3|3|0|0"),
          entry("semicolons", "line 1: required columns missing: user_id"),
          entry("header case/space", "1|1|0|2"),
          entry(
              "duplicate header col (optional)",
              "line 1: column region_code is there twice, as the 7th and the 14th"),
          entry("duplicate unknown header", "1|1|0|0"),
          entry("quoted header + all quoted", "1|1|0|0"),
          entry("quoted newlines & commas", "3|3|0|0"),
          entry("no last newline", "users.csv, line 3: " + CUT_OFF),
          entry("jsonl no last newline complete", "sessions.jsonl, line 3: " + CUT_OFF),
          entry("jsonl no last newline cut", "sessions.jsonl, line 3: " + CUT_OFF),
          entry("CR only line ends", "lines seem to end with a carriage return (CR) alone"),
          entry("blank lines in csv and jsonl", "3|3|0|0"),
          entry("unclosed quote swallows rest", "29|28|1|0"),
          entry("stray quote inside", "29|29|0|0"),
          entry("trailing comma column", "1|1|0|0"),
          entry("crlf jsonl, mixed ends", "3|3|0|0"),
          entry("empty header name + _SUCCESS with text", EMPTY));

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse, "await_platform_delivery", "stage_plans", "stage_users", "stage_sessions");

  @Test
  void everyFormLoadsOrFailsAsItShould() throws IOException {
    copy(CASE.resolve("landing"), loads.folder());
    loads.run(LocalDate.of(2026, 4, 1));

    Map<String, String> outcomes = new TreeMap<>();
    for (Map.Entry<String, String> form : forms().entrySet()) {
      LocalDate date = LocalDate.parse(form.getKey());
      outcomes.put(form.getValue(), outcome(date));
    }

    assertThat(outcomes.keySet()).isEqualTo(RIGHT.keySet());
    outcomes.forEach((form, found) -> assertThat(found).as(form).contains(RIGHT.get(form)));
    assertThat(outcomes.get("semicolons"))
        .contains("fields seem to be separated by ; (semicolons); deliver the file with commas");
  }

  /** What the failed task says, or the counts of the file that has records. */
  private String outcome(LocalDate date) {
    Map<String, TaskOutcome> tasks = loads.outcomes(date);
    Optional<TaskOutcome> failed =
        tasks.values().stream().filter(task -> task.state() == TaskState.FAILED).findFirst();
    return failed
        .map(TaskOutcome::message)
        .orElseGet(
            () ->
                (String)
                    warehouse
                        .dsl()
                        .fetchValue(
                            """
                            SELECT concat_ws('|', lines_read, loaded, rejected, warnings)
                            FROM ops.source_file
                            WHERE logical_date = ?::date
                            ORDER BY lines_read DESC LIMIT 1
                            """,
                            date.toString()));
  }

  private static Map<String, String> forms() throws IOException {
    Map<String, String> forms = new TreeMap<>();
    for (Map.Entry<String, JsonNode> form :
        new ObjectMapper().readTree(CASE.resolve("forms.json").toFile()).properties()) {
      forms.put(form.getKey(), form.getValue().asText());
    }
    return forms;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(
              path -> {
                try {
                  Path target = to.resolve(from.relativize(path));
                  Files.createDirectories(target.getParent());
                  Files.copy(path, target);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
