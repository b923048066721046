package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_CREW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

final class CheckedFileTest {
  private static final FileSpec SPEC =
      new FileSpec(
          "imdb",
          "title.crew.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_CREW,
          TITLE_CREW.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_CREW.TCONST, id("tt")),
              expected("directors", TITLE_CREW.DIRECTORS, text())),
          List.of());

  private static final String TWO_RECORDS = "tconst\tdirectors\ntt1\tnm1\ntt2\t\\N\n";

  @TempDir Path folder;

  @Test
  void tellsContentSizeAndRecords() throws IOException {
    Path path = packed(TWO_RECORDS);
    AtomicLong progress = new AtomicLong();

    CheckedFile checked = CheckedFile.of(SPEC, file(path), progress::addAndGet);

    assertThat(checked.records()).isEqualTo(2);
    assertThat(progress).hasValue(2);
    assertThat(checked.sizeBytes()).isEqualTo(Files.size(path));
    assertThat(checked.sha256()).isEqualTo(file(path).sha256());
  }

  @Test
  void countsTheRecordsOfManyBuffers() throws IOException {
    // A buffer holds 64 KiB, a record 8 bytes.
    Path path = packed("tconst\tdirectors\n" + "tt1\tnm1\n".repeat(30_000));
    List<Long> progress = new ArrayList<>();

    CheckedFile checked = CheckedFile.of(SPEC, file(path), progress::add);

    assertThat(checked.records()).isEqualTo(30_000);
    assertThat(progress).hasSizeGreaterThan(3);
    assertThat(progress.stream().mapToLong(Long::longValue).sum()).isEqualTo(30_000);
  }

  @Test
  void plainFilesAreCheckedAsWell() throws IOException {
    Path path = Files.writeString(folder.resolve("title.crew.tsv"), TWO_RECORDS);

    assertThat(CheckedFile.of(SPEC, file(path), rows -> {}).records()).isEqualTo(2);
  }

  @Test
  void onlyTheExactHeaderWillDo() throws IOException {
    for (String header :
        new String[] {
          "tconst\tdirectors\twriters\n", "tconst\n", "directors\ttconst\n", "tconst\tdirectors", ""
        }) {
      assertRefused(
          packed(header), "line 1: the header is not the expected one, which is tconst, directors");
    }
  }

  @Test
  void gzipThatEndsTooEarly() throws IOException {
    byte[] whole = Files.readAllBytes(packed(TWO_RECORDS));

    assertRefused(write(Arrays.copyOf(whole, whole.length - 1)), "unreadable gzip");
    assertRefused(write(Arrays.copyOf(whole, 12)), "unreadable gzip");
  }

  @Test
  void gzipWhoseContentIsNotWhatItsChecksumSays() throws IOException {
    byte[] broken = Files.readAllBytes(packed(TWO_RECORDS));
    broken[broken.length - 8] ^= 1;

    assertRefused(write(broken), "unreadable gzip");
  }

  @Test
  void zerosMayFollowTheGzipAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(packed(TWO_RECORDS));
    byte[] padded = Arrays.copyOf(whole, whole.length + 9);

    assertThat(CheckedFile.of(SPEC, file(write(padded)), rows -> {}).records()).isEqualTo(2);

    padded[padded.length - 1] = 'x';
    assertRefused(write(padded), "unreadable gzip");
  }

  @Test
  void errorPageIsCalledSo() throws IOException {
    assertRefused(
        write("<!DOCTYPE html>\n<p>Sorry".getBytes(UTF_8)),
        "not gzip: this looks like a page of the web");
    assertRefused(write(new byte[0]), "unreadable gzip (it is empty)");
  }

  private LandingFile file(Path path) {
    return new LandingZone(folder).file(path);
  }

  private void assertRefused(Path path, String reason) {
    assertThatThrownBy(() -> CheckedFile.of(SPEC, file(path), rows -> {}))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContaining(reason);
  }

  private Path packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return write(bytes.toByteArray());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("title.crew.tsv.gz"), bytes);
  }
}
