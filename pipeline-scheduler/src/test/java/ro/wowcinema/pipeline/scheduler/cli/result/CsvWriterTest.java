package ro.wowcinema.pipeline.scheduler.cli.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;

/** What a spreadsheet and a program read back. */
final class CsvWriterTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"})
  void spreadsheetTakesNoTextForAFormula(String title) throws IOException {
    assertThat(write(ResultFormat.CSV.reportWriter(out), title)).contains("'" + title);
  }

  @Test
  void otherTextAndNumbersStayAsTheyAreInAReport() throws IOException {
    assertThat(
            write(
                ResultFormat.CSV.reportWriter(out),
                "Amélie, \"her\" = me",
                new BigDecimal("-3.50"),
                -7L,
                null,
                ""))
        .isEqualTo("\"Amélie, \"\"her\"\" = me\",-3.50,-7,,\n");
  }

  @Test
  void queryGivesWhatIsThere() throws IOException {
    assertThat(write(ResultFormat.CSV.writer(out), "=1+1", "-x")).isEqualTo("=1+1,-x\n");
  }

  private String write(ResultWriter writer, Object... values) throws IOException {
    writer.begin(List.of());
    written.reset();
    writer.row(Arrays.asList(values));
    writer.end();
    return written.toString(UTF_8);
  }
}
