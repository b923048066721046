package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Collects a record's values, which a library gave as strings, as the bytes that a {@link
 * RawRecord} speaks of.
 */
final class FieldBuffer {
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
    isIllFormed[field] = !isWellFormed(value);
    byte[] encoded = value.getBytes(UTF_8);
    if (bytes.length - used < encoded.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + encoded.length));
    }
    System.arraycopy(encoded, 0, bytes, used, encoded.length);
    from[field] = used;
    used += encoded.length;
    to[field] = used;
  }

  /** Whether every surrogate is one of a pair; half a pair becomes a question mark in UTF-8. */
  private static boolean isWellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (i + 1 == value.length()
            || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
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
