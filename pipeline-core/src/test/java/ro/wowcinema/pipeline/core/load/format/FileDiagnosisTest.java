package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.load.staging.LoaderTest;

/** What files look like that are not what they should be, and what looks right. */
final class FileDiagnosisTest {
  @ParameterizedTest
  @CsvSource({
    "'\u00FF\u00FEa\0', this is UTF-16 (little-endian)",
    "'\u00FE\u00FF\0a', this is UTF-16 (big-endian)",
    "'\u00FF\u00FE\0\0', this is UTF-32",
    "'\0\0\u00FE\u00FF', this is UTF-32",
    "'a\0b\0', this looks like UTF-16 (little-endian)",
    "'\0a\0b', this looks like UTF-16 (big-endian)",
    "'PK\3\4\24', this is a zip archive",
    "'BZh91', this is packed with bzip2",
    "'\u00FD7zXZ\0', this is packed with xz",
    "'(\u00B5/\u00FD', this is packed with zstd",
    "'7z\u00BC\u00AF', this is a 7-Zip archive",
    "'PAR1', this is Parquet",
    "'\37\u008B\10', this is gzip; deliver"
  })
  void knownMarksAreNamed(String bytes, String looks) {
    assertThat(ofText(bytes, ISO_8859_1)).startsWith(looks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a\0", "a\0b", "abcd", "a\0\0b", "\0\0\0\0", "\0a\0\0", "PK", "PK,name"})
  void whatMayBeTextIsNotGuessedAt(String bytes) {
    assertThat(ofText(bytes, UTF_8)).isEqualTo("text");
  }

  private static String ofText(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    return FileDiagnosis.ofText(bytes, bytes.length, false).orElse("text");
  }

  @ParameterizedTest
  @CsvSource({
    "<html>, page of the web",
    "'  <?xml', page of the web",
    "'plan_id,plan_name\n', plain text",
    "'PK\3\4', zip archive",
    "'\1\2', not gzip; deliver"
  })
  void fileNamedAsGzipThatIsNotGzip(String bytes, String looks) {
    assertThat(FileDiagnosis.ofNoGzip(bytes.getBytes(UTF_8), bytes.length())).contains(looks);
  }

  @Test
  void utf16IsNamedAlsoWhereItIsNamedAsGzip() {
    byte[] bytes = "\uFEFFa".getBytes(UTF_16LE);

    assertThat(FileDiagnosis.ofNoGzip(bytes, bytes.length)).contains("not gzip: this is UTF-16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          plan_id;plan_name;x                  ! by ; (semicolons); deliver the file with commas
          "Plan_ID"; "plan_name"               ! by ; (semicolons)
          plan_id|plan_name|x                  ! by | (vertical bars)
          {"plan_id":1}                        ! the first line looks like JSON
          17,Ilinca,1990-05-01                 ! the first line seems to be no header
          plan_id,plan_name;currency_code      ! text
          plan_id,x                            ! text
          plan_id                              ! text
          """)
  void firstLineOfCsv(String line, String looks) {
    assertThat(FileDiagnosis.ofFirstLine(LoaderTest.PLANS_CSV, line).orElse("text"))
        .contains(looks);
  }

  @Test
  void firstLineOfOtherFormats() {
    assertThat(FileDiagnosis.ofFirstLine(LoaderTest.PLANS_CSV, "plan_id\tplan_name"))
        .hasValueSatisfying(
            looks -> assertThat(looks).contains("by tabs; deliver the file with commas"));
    assertThat(FileDiagnosis.ofFirstLine(LoaderTest.EPISODES, "tconst,parentTconst"))
        .hasValueSatisfying(
            looks -> assertThat(looks).contains("by , (commas); deliver the file with tabs"));
    assertThat(FileDiagnosis.ofFirstLine(LoaderTest.SESSIONS_JSONL, "log_id,rating,x"))
        .hasValueSatisfying(
            looks -> assertThat(looks).contains("a table with a header, with commas between"));
    assertThat(FileDiagnosis.ofFirstLine(LoaderTest.SESSIONS_JSONL, "not json")).isEmpty();
  }
}
