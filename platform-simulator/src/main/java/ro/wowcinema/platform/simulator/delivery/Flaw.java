package ro.wowcinema.platform.simulator.delivery;

import java.util.function.Consumer;

/**
 * One way in which a record can be bad.
 *
 * @param additional written after the good record, which is not lost; otherwise it replaces the
 *     good record
 * @param refusedLines lines that a load may reject; a file may have only a few of them
 */
record Flaw(boolean additional, int refusedLines, Consumer<RecordDraft> edit) {

  /** A record that a load rejects. */
  static Flaw rejected(Consumer<RecordDraft> edit) {
    return new Flaw(true, 1, edit);
  }

  /** A record in two lines, neither of them usable by a load. */
  static Flaw rejectedTwice(Consumer<RecordDraft> edit) {
    return new Flaw(true, 2, edit);
  }

  /** A record that loads, with a warning or as it is. */
  static Flaw spoilt(Consumer<RecordDraft> edit) {
    return new Flaw(false, 0, edit);
  }

  /** A record too many: a duplicate or an orphan. */
  static Flaw added(Consumer<RecordDraft> edit) {
    return new Flaw(true, 0, edit);
  }

  static Flaw repeated() {
    return added(draft -> {});
  }
}
