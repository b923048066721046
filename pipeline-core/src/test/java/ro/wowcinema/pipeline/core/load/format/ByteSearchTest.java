package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.testing.RandomCases;

/** Eight bytes at a time or one: the answer is the same. */
final class ByteSearchTest {
  private static final int CASES = 1000;

  /** Texts have a few bytes only, so that many are equal, and some differ by one bit. */
  private record Search(String text, byte target, int from) {}

  @Test
  void firstPlaceIsThatOfLoop() {
    RandomCases.check(
        CASES,
        random -> new Search(text(random), oneByte(random), RandomCases.between(random, 0, 9)),
        search -> {
          byte[] bytes = ("123456789" + search.text()).getBytes(ISO_8859_1);

          int found = ByteSearch.indexOf(search.target(), bytes, search.from(), bytes.length);

          assertThat(found).isEqualTo(firstIn(bytes, search.target(), search.from()));
        });
  }

  @Test
  void neighbourIsNotMistaken() {
    for (int target = Byte.MIN_VALUE; target <= Byte.MAX_VALUE; target++) {
      for (int place = 0; place < 24; place++) {
        byte[] bytes = new byte[24];
        Arrays.fill(bytes, (byte) (target + 1));
        assertThat(ByteSearch.indexOf((byte) target, bytes, 0, bytes.length)).isEqualTo(-1);

        bytes[place] = (byte) target;

        assertThat(ByteSearch.indexOf((byte) target, bytes, 0, bytes.length)).isEqualTo(place);
      }
    }
  }

  @Test
  void nothingBeyondEndIsFound() {
    byte[] bytes = "12345678\t\t\t\t\t\t\t\t".getBytes(ISO_8859_1);

    assertThat(ByteSearch.indexOf((byte) '\t', bytes, 0, 8)).isEqualTo(-1);
    assertThat(ByteSearch.indexOf((byte) '\t', bytes, 3, 3)).isEqualTo(-1);
  }

  @Test
  void asciiIsWhatHasNoHighBit() {
    RandomCases.check(
        CASES,
        ByteSearchTest::text,
        text -> {
          byte[] bytes = text.getBytes(ISO_8859_1);

          assertThat(ByteSearch.isAscii(bytes, 0, bytes.length))
              .isEqualTo(text.chars().allMatch(character -> character < 0x80));
        });
  }

  @Test
  void oneByteThatIsNotAsciiIsSeen() {
    for (int place = 0; place < 24; place++) {
      byte[] bytes = "abcdefghijklmnopqrstuvwx".getBytes(ISO_8859_1);
      assertThat(ByteSearch.isAscii(bytes, 0, bytes.length)).isTrue();

      bytes[place] = (byte) 0xC3;

      assertThat(ByteSearch.isAscii(bytes, 0, bytes.length)).isFalse();
      assertThat(ByteSearch.isAscii(bytes, 0, place)).isTrue();
    }
  }

  private static String text(Random random) {
    return RandomCases.list(
            random,
            0,
            40,
            any ->
                RandomCases.oneOf(
                    any, "\0", "\t", "\n", "\u000B", "a", "\u007F", "\u0080", "\u00FF"))
        .stream()
        .collect(Collectors.joining());
  }

  private static byte oneByte(Random random) {
    return RandomCases.oneOf(
        random, (byte) 0, (byte) '\t', (byte) '\n', (byte) 0x7F, (byte) 0x80, (byte) 0xFF);
  }

  private static int firstIn(byte[] bytes, byte target, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == target) {
        return i;
      }
    }
    return -1;
  }
}
