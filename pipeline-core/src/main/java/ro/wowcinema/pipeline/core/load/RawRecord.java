package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One record as it was read, field by field in the order of the {@link FileSpec}: slices of a byte
 * array, valid until the next record is read. Where the record could not be split into fields, it
 * has a problem instead.
 */
final class RawRecord {
  private static final int NULL = -1;

  private final int[] starts;
  private final int[] ends;
  private final boolean[] isNested;
  private byte[] bytes = new byte[0];
  private long lineNumber;
  private Reason problem;
  private String problemDetail;

  RawRecord(int fields) {
    starts = new int[fields];
    ends = new int[fields];
    isNested = new boolean[fields];
  }

  void begin(byte[] newBytes, long newLineNumber) {
    bytes = newBytes;
    lineNumber = newLineNumber;
    problem = null;
    problemDetail = null;
    // A column that the file does not have is set by nobody.
    Arrays.fill(starts, NULL);
    Arrays.fill(isNested, false);
  }

  void set(int field, int from, int to) {
    starts[field] = from == to ? NULL : from;
    ends[field] = to;
  }

  /** Says that the field holds several values where one belongs: no type takes it. */
  void markNested(int field) {
    isNested[field] = true;
  }

  boolean isNested(int field) {
    return isNested[field];
  }

  void setNull(int field) {
    starts[field] = NULL;
  }

  void fail(Reason reason, String detail) {
    problem = reason;
    problemDetail = detail;
  }

  /** Text in place of what was read. */
  void replace(int field, String text) {
    byte[] encoded = text.getBytes(UTF_8);
    byte[] joined = Arrays.copyOf(bytes, bytes.length + encoded.length);
    System.arraycopy(encoded, 0, joined, bytes.length, encoded.length);
    set(field, bytes.length, joined.length);
    bytes = joined;
  }

  boolean isNull(int field) {
    return starts[field] == NULL;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** The field's text; null where the field is. */
  String text(int field) {
    return isNull(field)
        ? null
        : new String(bytes, starts[field], ends[field] - starts[field], UTF_8);
  }

  long lineNumber() {
    return lineNumber;
  }

  boolean isBroken() {
    return problem != null;
  }

  Reason problem() {
    return problem;
  }

  String problemDetail() {
    return problemDetail;
  }
}
