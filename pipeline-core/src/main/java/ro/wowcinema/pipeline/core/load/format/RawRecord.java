package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import ro.wowcinema.pipeline.core.load.contract.FieldType;
import ro.wowcinema.pipeline.core.load.contract.FieldVerdict;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/**
 * One record as it was read, field by field in the order of the {@link FileSpec}: slices of a byte
 * array, valid until the next record is read. Where the record could not be split into fields, it
 * has a problem instead.
 */
public final class RawRecord {
  private static final int NULL = -1;

  private final int[] starts;
  private final int[] ends;
  private final boolean[] isNested;
  private final boolean[] isIllFormed;
  private final boolean[] isReplaced;
  private byte[] bytes = new byte[0];
  private byte[] replacements = new byte[256];
  private int replaced;
  private long lineNumber;
  private Reason problem;
  private String problemDetail;

  public RawRecord(int fields) {
    starts = new int[fields];
    ends = new int[fields];
    isNested = new boolean[fields];
    isIllFormed = new boolean[fields];
    isReplaced = new boolean[fields];
  }

  void begin(byte[] newBytes, long newLineNumber) {
    bytes = newBytes;
    lineNumber = newLineNumber;
    problem = null;
    problemDetail = null;
    // A column that the file does not have is never set.
    Arrays.fill(starts, NULL);
    Arrays.fill(isNested, false);
    Arrays.fill(isIllFormed, false);
    Arrays.fill(isReplaced, false);
    replaced = 0;
  }

  void set(int field, int from, int to) {
    starts[field] = from == to ? NULL : from;
    ends[field] = to;
  }

  /** Marks the field as nested, with several values instead of one: no type accepts it. */
  void markNested(int field) {
    isNested[field] = true;
  }

  public boolean isNested(int field) {
    return isNested[field];
  }

  /** Marks the field as text that UTF-8 cannot represent: the bytes here are not the same text. */
  void markIllFormed(int field) {
    isIllFormed[field] = true;
  }

  public boolean isIllFormed(int field) {
    return isIllFormed[field];
  }

  public boolean hasNul(int field) {
    return ByteSearch.indexOf((byte) 0, bytes(field), starts[field], ends[field]) >= 0;
  }

  public void setNull(int field) {
    starts[field] = NULL;
  }

  void fail(Reason reason, String detail) {
    problem = reason;
    problemDetail = detail;
  }

  /** Text in place of what was read. */
  public void replace(int field, String text) {
    byte[] encoded = text.getBytes(UTF_8);
    if (replacements.length - replaced < encoded.length) {
      replacements =
          Arrays.copyOf(replacements, Math.max(replacements.length * 2, replaced + encoded.length));
    }
    System.arraycopy(encoded, 0, replacements, replaced, encoded.length);
    set(field, replaced, replaced + encoded.length);
    isReplaced[field] = true;
    replaced += encoded.length;
  }

  public boolean isNull(int field) {
    return starts[field] == NULL;
  }

  /** The array with the field's bytes. */
  public byte[] bytes(int field) {
    return isReplaced[field] ? replacements : bytes;
  }

  public int start(int field) {
    return starts[field];
  }

  public int end(int field) {
    return ends[field];
  }

  /** The field's text; null where the field is. */
  public String text(int field) {
    return isNull(field)
        ? null
        : new String(bytes(field), starts[field], ends[field] - starts[field], UTF_8);
  }

  /** The field's text in the canonical form of its type; null if it is not of that type. */
  public String valid(int field, FieldType type) {
    if (isBroken() || isNull(field) || isNested(field) || isIllFormed(field) || hasNul(field)) {
      return null;
    }
    FieldVerdict verdict = type.check(bytes(field), starts[field], ends[field]);
    if (verdict instanceof FieldVerdict.Canonical canonical) {
      return canonical.text();
    }
    return verdict == FieldVerdict.VALID ? text(field) : null;
  }

  public long lineNumber() {
    return lineNumber;
  }

  public boolean isBroken() {
    return problem != null;
  }

  public Reason problem() {
    return problem;
  }

  public String problemDetail() {
    return problemDetail;
  }
}
