package ro.wowcinema.pipeline.core.load.contract;

import java.time.LocalDate;

/**
 * The syntax of a field's text, so that its later cast in SQL cannot fail. Works on UTF-8 bytes: it
 * is called for every field of every line.
 */
@FunctionalInterface
public interface FieldType {
  /**
   * Checks whether a value has the type.
   *
   * @param bytes holds the value, which is not empty
   * @param from its first byte
   * @param to the byte after its last
   */
  FieldVerdict check(byte[] bytes, int from, int to);

  /** The type as it is in a delivery of this date. */
  default FieldType on(LocalDate logicalDate) {
    return this;
  }
}
