package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Eight bytes at a time or one: the answer is the same. */
final class BytesTest {
  /** Texts are of a few bytes only, so that many are equal, and some differ by one bit. */
  @Property
  void firstPlaceIsThatOfLoop(
      @ForAll("texts") String text,
      @ForAll("bytes") byte wanted,
      @ForAll @IntRange(max = 9) int from) {
    byte[] bytes = ("123456789" + text).getBytes(ISO_8859_1);

    int found = Bytes.indexOf(wanted, bytes, from, bytes.length);

    assertThat(found).isEqualTo(firstIn(bytes, wanted, from));
  }

  @Property
  void neighbourIsNotMistaken(@ForAll byte wanted, @ForAll @IntRange(max = 23) int place) {
    byte[] bytes = new byte[24];
    Arrays.fill(bytes, (byte) (wanted + 1));
    assertThat(Bytes.indexOf(wanted, bytes, 0, bytes.length)).isEqualTo(-1);

    bytes[place] = wanted;

    assertThat(Bytes.indexOf(wanted, bytes, 0, bytes.length)).isEqualTo(place);
  }

  @Example
  void nothingBeyondEndIsFound() {
    byte[] bytes = "12345678\t\t\t\t\t\t\t\t".getBytes(ISO_8859_1);

    assertThat(Bytes.indexOf((byte) '\t', bytes, 0, 8)).isEqualTo(-1);
    assertThat(Bytes.indexOf((byte) '\t', bytes, 3, 3)).isEqualTo(-1);
  }

  @Property
  void asciiIsWhatHasNoHighBit(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);

    assertThat(Bytes.isAscii(bytes, 0, bytes.length))
        .isEqualTo(text.chars().allMatch(character -> character < 0x80));
  }

  @Property
  void oneByteThatIsNotAsciiIsSeen(@ForAll @IntRange(max = 23) int place) {
    byte[] bytes = "abcdefghijklmnopqrstuvwx".getBytes(ISO_8859_1);
    assertThat(Bytes.isAscii(bytes, 0, bytes.length)).isTrue();

    bytes[place] = (byte) 0xC3;

    assertThat(Bytes.isAscii(bytes, 0, bytes.length)).isFalse();
    assertThat(Bytes.isAscii(bytes, 0, place)).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('\0', '\t', '\n', '\u000B', 'a', '\u007F', '\u0080', '\u00FF')
        .ofMaxLength(40);
  }

  @Provide
  Arbitrary<Byte> bytes() {
    return Arbitraries.of(
        (byte) 0, (byte) '\t', (byte) '\n', (byte) 0x7F, (byte) 0x80, (byte) 0xFF);
  }

  private static int firstIn(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
