package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.SourceLimits;

/** Files as a whole: packed ones, empty ones, and those that cannot be read. */
final class WholeFileTest extends LoaderTest {
  private static final String HEADER = "plan_id,plan_name,currency_code\n";

  @Test
  void packedFileIsUnpacked() throws IOException, SQLException {
    loadPacked(PLANS_CSV, gzip("\uFEFF" + HEADER + "1,Gold,USD\n"));

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD");
  }

  @Test
  void packedFileMayHaveSeveralMembers() throws IOException, SQLException {
    loadPacked(
        PLANS_CSV, concat(gzip(HEADER + "1,Gold,USD\n2,Sil"), gzip("ver,USD\n3,Bronze,USD\n")));

    assertThat(staged(PLANS_CSV))
        .containsExactly("2|1|Gold|USD", "3|2|Silver|USD", "4|3|Bronze|USD");
  }

  @Test
  void fileIsKnownByWhatWasDeliveredNotByWhatItUnpacksTo() throws IOException, SQLException {
    byte[] packed = gzip(HEADER + "1,Gold,USD\n");

    loadPacked(PLANS_CSV, packed);

    assertThat(rows("SELECT sha256, size_bytes FROM ops.source_file"))
        .containsExactly(
            zone().file(deliver(CATALOG_CSV, ".gz", packed)).sha256() + "|" + packed.length);
  }

  @Test
  void packedFileThatIsCutOffAnywhereFailsTheFile() throws IOException {
    byte[] packed = gzip(HEADER + "1,Gold,USD\n".repeat(100));

    for (int length :
        new int[] {0, 5, 12, packed.length / 2, packed.length - 9, packed.length - 1}) {
      assertUnreadable(Arrays.copyOf(packed, length));
    }
  }

  @Test
  void compressedFileIsCompleteByItsChecksumWithAnyLastByte() throws IOException, SQLException {
    loadPacked(PLANS_CSV, gzip(HEADER + "1,Gold,USD"));

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void packedFileMayBePaddedWithZerosAndHaveEveryPartOfAHeader() throws IOException, SQLException {
    byte[] plain = gzip(HEADER + "1,Gold,USD\n");
    plain[3] = 0x02 | 0x04 | 0x08 | 0x10;
    byte[] parts = {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 0, 1, 2};
    byte[] described =
        concat(
            concat(Arrays.copyOf(plain, 10), parts), Arrays.copyOfRange(plain, 10, plain.length));

    // More zeros than any buffer holds, also between two members.
    loadPacked(
        PLANS_CSV,
        concat(
            concat(described, new byte[200_000]),
            concat(gzip("2,Silver,USD\n"), new byte[200_000])));

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD", "3|2|Silver|USD");
  }

  @Test
  void whatFollowsPaddingFailsTheFileWhereverItStands() throws IOException {
    // The edge of the reader's buffer of 64 KiB lies before, within and after the last bytes.
    byte[] member = gzip(HEADER + "1,Gold,USD\n");
    for (int zeros = 65_536 - member.length - 6; zeros <= 65_536 - member.length + 2; zeros++) {
      byte[] padded = concat(member, new byte[zeros]);
      assertUnreadable(concat(padded, new byte[] {'x'}));
      assertUnreadable(concat(padded, new byte[] {0x1F, (byte) 0x8B, 8, 0}));
    }
  }

  @Test
  void whatIsNoWholeMemberAtTheEdgeOfTheBufferFailsTheFile() throws IOException {
    byte[] second = gzip("2,Silver,USD\n");
    for (int shift = -12; shift <= 12; shift++) {
      // Random text hardly packs, so that its length decides where the first member ends.
      byte[] noise = new byte[49_000];
      new Random(7).nextBytes(noise);
      byte[] first = gzip(HEADER + "1," + Base64.getEncoder().encodeToString(noise) + ",USD\n");
      byte[] extra = new byte[65_536 - first.length - 2 + shift];
      first[3] = 0x04;
      byte[] length = {(byte) extra.length, (byte) (extra.length >> 8)};
      byte[] long1 =
          concat(
              concat(concat(Arrays.copyOf(first, 10), length), extra),
              Arrays.copyOfRange(first, 10, first.length));

      assertUnreadable(concat(long1, Arrays.copyOf(second, 5)));
      assertUnreadable(concat(long1, new byte[] {'x'}));
      assertUnreadable(concat(long1, new byte[] {0x1F, 'x'}));
    }
  }

  @Test
  void packedFileMayUnpackToSoManyTimesItsSizeOnly() throws IOException {
    byte[] bomb = gzip(concat(HEADER.getBytes(UTF_8), spaces(SourceLimits.ANY_EXPANSION)));
    int times = (int) (SourceLimits.ANY_EXPANSION / bomb.length);

    limit(new SourceLimits(false, times - 1));
    assertThatThrownBy(() -> loadPacked(PLANS_CSV, bomb))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv.gz: unpacks to more than 67,108,864 bytes")
        .hasMessageContaining(
            "source.max-expansion (%d times its size) allows".formatted(times - 1));

    limit(new SourceLimits(false, times + 1));
    assertThatCode(() -> loadPacked(PLANS_CSV, bomb)).doesNotThrowAnyException();
  }

  @Test
  void smallFileMayUnpackToAnyNumberOfTimesItsSize() throws IOException, SQLException {
    limit(new SourceLimits(false, 1));

    loadPacked(PLANS_CSV, gzip(HEADER + "1,Gold,USD\n".repeat(100_000)));

    assertThat(accounts()).containsExactly("100000|100000|0|0");
  }

  /** Blank lines. */
  private static byte[] spaces(long count) {
    byte[] spaces = new byte[(int) count];
    for (int i = 0; i < spaces.length; i++) {
      spaces[i] = (byte) (i % 1_000_000 == 999_999 ? '\n' : ' ');
    }
    spaces[spaces.length - 1] = '\n';
    return spaces;
  }

  @Test
  void packedFileWithAWrongChecksumFailsTheFile() throws IOException {
    byte[] packed = gzip(HEADER + "1,Gold,USD\n");
    packed[packed.length - 8] ^= 1;

    assertUnreadable(packed);
  }

  @Test
  void secondMemberThatIsBrokenFailsTheFile() throws IOException {
    byte[] first = gzip(HEADER + "1,Gold,USD\n");
    byte[] second = gzip("2,Silver,USD\n");

    assertUnreadable(concat(first, Arrays.copyOf(second, 6)));
    assertUnreadable(concat(first, Arrays.copyOf(second, second.length - 3)));
    second[0] = 1;
    assertUnreadable(concat(first, second));
    second[0] = 0;
    assertUnreadable(concat(first, second));
  }

  private void assertUnreadable(byte[] packed) {
    assertThatThrownBy(() -> loadPacked(PLANS_CSV, packed))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv.gz: unreadable gzip (")
        .hasMessageEndingWith("); deliver the file again");
    assertThat(staged(PLANS_CSV)).isEmpty();
  }

  @Test
  void plainFileWhoseLastLineHasNoLineFeedIsCutOff() {
    Map<FileSpec, String> files =
        Map.of(
            PLANS_CSV, HEADER + "1,Gold,USD\n2,Silver,USD",
            EPISODES, "tconst\tparentTconst\tseasonNumber\tepisodeNumber\ntt1\t\t\t\ntt2\tx\t1\t1",
            SESSIONS_JSONL, "\n\n{\"log_id\":\"a\",\"session_start\":\"2026-10-24T18:00:00Z\"}");

    files.forEach(
        (spec, text) -> {
          assertThatThrownBy(() -> load(spec, text.getBytes(UTF_8)))
              .isInstanceOf(BadFileException.class)
              .hasMessageContaining(spec.fileName() + ", line 3: the last line has no line feed")
              .hasMessageEndingWith("accept that by source.accept-unterminated=true");
          assertThat(staged(spec)).isEmpty();
        });
    assertThat(accounts()).isEmpty();
  }

  @Test
  void headerWithoutLineFeedIsCutOffToo() {
    for (FileSpec spec : List.of(PLANS_CSV, EPISODES)) {
      String header = spec.equals(PLANS_CSV) ? HEADER : "tconst\tparentTconst\tseasonNumber\n";

      assertThatThrownBy(() -> load(spec, header.strip().getBytes(UTF_8)))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("line 1: the last line has no line feed");
    }
  }

  @Test
  void unterminatedFileThatIsAcceptedIsReadAsAnyOther() throws IOException, SQLException {
    limit(new SourceLimits(true, 200));

    load(PLANS_CSV, (HEADER + "1,Gold,USD\n2,Silver,USD").getBytes(UTF_8));
    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD", "3|2|Silver|USD");
    assertThat(warnings()).isEmpty();

    load(PLANS_CSV, (HEADER + "1,Gold,USD\n2,Sil").getBytes(UTF_8));
    assertThat(quarantine()).containsExactly("3|wrong_field_count|null|2,Sil");

    load(EPISODES, "tconst\tparentTconst\tseasonNumber".getBytes(UTF_8));
    assertThat(staged(EPISODES)).isEmpty();
  }

  @Test
  void whatIsNotUtf8FailsTheFileWithItsLine() {
    byte[] latin = (HEADER + "1,Gold,USD\n2,Argint\u00e9,USD\n").getBytes(ISO_8859_1);

    assertThatThrownBy(() -> load(PLANS_CSV, latin))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv, line 3: not UTF-8, but perhaps a code page");
    assertThat(staged(PLANS_CSV)).isEmpty();
    assertThat(quarantine()).isEmpty();
  }

  @Test
  void surrogatesAndOverlongFormsAreNotUtf8() {
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    byte[] overlong = {(byte) 0xC0, (byte) 0xAF};

    for (byte[] bad : new byte[][] {surrogate, overlong}) {
      byte[] file = concat(concat((HEADER + "1,").getBytes(UTF_8), bad), ",USD\n".getBytes(UTF_8));

      assertThatThrownBy(() -> load(PLANS_CSV, file))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("line 2: not UTF-8");
    }
  }

  @Test
  void emptyFileThatMustHaveAHeaderFails() {
    assertThatThrownBy(() -> load(PLANS_CSV, new byte[0]))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv: the file is empty");
    assertThatThrownBy(() -> load(EPISODES, new byte[0])).isInstanceOf(BadFileException.class);
  }

  @Test
  void emptyFileOfJsonLinesHasNoRecords() throws IOException, SQLException {
    load(SESSIONS_JSONL, new byte[0]);

    assertThat(accounts()).containsExactly("0|0|0|0");
  }

  @Test
  void headerOnlyIsAFileWithoutRecords() throws IOException, SQLException {
    load(PLANS_CSV, HEADER.getBytes(UTF_8));
    assertThat(accounts()).containsExactly("0|0|0|0");

    load(EPISODES, "tconst\tparentTconst\tseasonNumber\tepisodeNumber");
    assertThat(accounts()).containsExactly("0|0|0|0", "0|0|0|0");
  }

  @Test
  void textOfSeveralBytesMayStraddleTheReadersBuffer() throws IOException, SQLException {
    // The reader fills 256 KiB at a time; with each start another byte of a 🎬 lies on the edge.
    for (int shift = 0; shift < 4; shift++) {
      String name = "x".repeat(shift) + "🎬".repeat(100_000);

      load(PLANS_CSV, (HEADER + "1," + name + ",USD\n2,b,USD\n").getBytes(UTF_8));

      assertThat(staged(PLANS_CSV)).containsExactly("2|1|" + name + "|USD", "3|2|b|USD");
    }
  }
}
