package ro.wowcinema.platform.simulator.delivery;

import java.util.function.Consumer;

/**
 * One way in which a record can be bad.
 *
 * @param additional written after the good record, which loses nothing by it; else in its place
 * @param refusedLines lines that a load may reject, of which a file can stand only a few
 */
record Flaw(boolean additional, int refusedLines, Consumer<RecordDraft> edit) {

  /** A record that a load rejects. */
  static Flaw rejected(Consumer<RecordDraft> edit) {
    return new Flaw(true, 1, edit);
  }

  /** A record in two lines, neither of which a load can use. */
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
