package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
            FileLoader.sha256(deliver(CATALOG_CSV, ".gz", packed)) + "|" + packed.length);
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
  void packedFileThatIsNoneFailsTheFile() {
    assertUnreadable((HEADER + "1,Gold,USD\n").getBytes(UTF_8));
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
    second[0] = 0;
    assertUnreadable(concat(first, second));
  }

  private void assertUnreadable(byte[] packed) {
    assertThatThrownBy(() -> loadPacked(PLANS_CSV, packed))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv.gz: unreadable gzip (")
        .hasMessageEndingWith("); deliver the file again")
        .hasMessageNotContaining("null");
    assertThat(staged(PLANS_CSV)).isEmpty();
  }

  @Test
  void whatIsNotUtf8FailsTheFileWithItsLine() {
    byte[] latin = (HEADER + "1,Gold,USD\n2,Argint\u00e9,USD\n").getBytes(ISO_8859_1);

    assertThatThrownBy(() -> load(PLANS_CSV, latin))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv, line 3: not UTF-8");
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
