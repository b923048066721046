package ro.wowcinema.pipeline.scheduler.cli;

import java.io.PrintStream;
import java.util.Locale;

/** How rows are written. */
enum ResultFormat {
  /** Aligned columns for people. */
  TABLE {
    @Override
    ResultWriter writer(PrintStream out) {
      return new TableWriter(out);
    }
  },
  /** RFC 4180 with a header; null is an empty field. */
  CSV {
    @Override
    ResultWriter writer(PrintStream out) {
      return CsvWriter.exact(out);
    }

    @Override
    ResultWriter reportWriter(PrintStream out) {
      return CsvWriter.forSpreadsheets(out);
    }
  },
  /** An array of objects. */
  JSON {
    @Override
    ResultWriter writer(PrintStream out) {
      return new JsonWriter(out);
    }
  };

  abstract ResultWriter writer(PrintStream out);

  /** For standard output: exact, unless a person reads it on a terminal. */
  ResultWriter writer(Surroundings surroundings) {
    return surroundings.visible(writer(surroundings.out()));
  }

  /** For reports, which people open in spreadsheets. */
  ResultWriter reportWriter(PrintStream out) {
    return writer(out);
  }

  /** Ending of a file of this format. */
  String fileExtension() {
    return this == TABLE ? "txt" : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
