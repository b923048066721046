package ro.wowcinema.pipeline.core.load.format;

/** Follows the quotes of an RFC 4180 record from line to line, to know where the record ends. */
final class CsvQuotes {
  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    MALFORMED
  }

  private State state = State.FIELD_START;

  /** Scans the next line of the record. */
  void scan(String line) {
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    for (int i = 0; i < end && state != State.MALFORMED; i++) {
      state = after(line.charAt(i));
    }
  }

  private State after(char c) {
    return switch (state) {
      case FIELD_START -> c == '"' ? State.QUOTED : c == ',' ? State.FIELD_START : State.PLAIN;
      case PLAIN -> c == ',' ? State.FIELD_START : State.PLAIN;
      case QUOTED -> c == '"' ? State.AFTER_QUOTE : State.QUOTED;
      case AFTER_QUOTE -> c == '"' ? State.QUOTED : c == ',' ? State.FIELD_START : State.MALFORMED;
      case MALFORMED -> State.MALFORMED;
    };
  }

  /** Whether a quoted field continues in the next line. */
  boolean isOpen() {
    return state == State.QUOTED;
  }

  /** Whether something other than a comma follows a closing quote. */
  boolean isMalformed() {
    return state == State.MALFORMED;
  }
}
