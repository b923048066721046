package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import ro.wowcinema.pipeline.scheduler.cli.result.CsvWriter;
import ro.wowcinema.pipeline.scheduler.cli.result.JsonWriter;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.cli.result.TableWriter;

/** How rows are written. */
public enum ResultFormat {
  /** Aligned columns for people. */
  TABLE {
    @Override
    public ResultWriter writer(PrintStream out) {
      return new TableWriter(out);
    }
  },
  /** RFC 4180 with a header; null is an empty field. */
  CSV {
    @Override
    public ResultWriter writer(PrintStream out) {
      return CsvWriter.exact(out);
    }

    @Override
    public ResultWriter reportWriter(PrintStream out) {
      return CsvWriter.forSpreadsheets(out);
    }
  },
  /** An array of objects. */
  JSON {
    @Override
    public ResultWriter writer(PrintStream out) {
      return new JsonWriter(out);
    }
  };

  public abstract ResultWriter writer(PrintStream out);

  /** For standard output: exact, unless a person reads it on a terminal. */
  public ResultWriter writer(CommandEnvironment surroundings) {
    return surroundings.visible(writer(surroundings.out()));
  }

  /** For reports, which people open in spreadsheets. */
  public ResultWriter reportWriter(PrintStream out) {
    return writer(out);
  }

  /** Ending of a file of this format. */
  public String fileExtension() {
    return this == TABLE ? "txt" : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
