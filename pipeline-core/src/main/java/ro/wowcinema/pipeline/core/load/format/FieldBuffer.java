package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.CharsetEncoder;
import java.util.Arrays;

/**
 * Collects a record's values, which a library returned as strings, as the bytes that {@link
 * RawRecord} expects.
 */
final class FieldBuffer {
  private final CharsetEncoder utf8 = UTF_8.newEncoder();
  private final int[] from;
  private final int[] to;
  private final boolean[] isNested;
  private final boolean[] isIllFormed;
  private byte[] bytes = new byte[4096];
  private int used;

  FieldBuffer(int fields) {
    from = new int[fields];
    to = new int[fields];
    isNested = new boolean[fields];
    isIllFormed = new boolean[fields];
  }

  void clear() {
    used = 0;
    Arrays.fill(from, 0);
    Arrays.fill(to, 0);
    Arrays.fill(isNested, false);
    Arrays.fill(isIllFormed, false);
  }

  void put(int field, String value) {
    // Half of a surrogate pair would become a question mark.
    isIllFormed[field] = !utf8.canEncode(value);
    byte[] encoded = value.getBytes(UTF_8);
    if (bytes.length - used < encoded.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + encoded.length));
    }
    System.arraycopy(encoded, 0, bytes, used, encoded.length);
    from[field] = used;
    used += encoded.length;
    to[field] = used;
  }

  /** A field that holds several values where one belongs. */
  void putNested(int field, String shown) {
    put(field, shown);
    isNested[field] = true;
  }

  void giveTo(RawRecord into, long lineNumber) {
    into.begin(bytes, lineNumber);
    for (int field = 0; field < from.length; field++) {
      into.set(field, from[field], to[field]);
      if (isNested[field]) {
        into.markNested(field);
      }
      if (isIllFormed[field]) {
        into.markIllFormed(field);
      }
    }
  }
}
