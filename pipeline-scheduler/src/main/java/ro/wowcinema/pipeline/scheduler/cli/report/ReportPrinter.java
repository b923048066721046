package ro.wowcinema.pipeline.scheduler.cli.report;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Table;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;

/** Writes reports in a format. */
public final class ReportPrinter {
  private final AnalystQuery query;
  private final CommandEnvironment surroundings;
  private final ResultFormat format;

  public ReportPrinter(AnalystAccess access, CommandEnvironment surroundings, ResultFormat format) {
    this.query = new AnalystQuery(access, surroundings.interruption());
    this.surroundings = surroundings;
    this.format = format;
  }

  /** Writes one report; of a long one the first rows. */
  long print(Table<?> report, PrintStream out, long mostRows) throws SQLException, IOException {
    return write(report, format.reportWriter(out), mostRows);
  }

  /** The same to standard output. */
  long print(Table<?> report, long mostRows) throws SQLException, IOException {
    ResultWriter writer = format.reportWriter(surroundings.out());
    return write(report, surroundings.visible(writer), mostRows);
  }

  private long write(Table<?> report, ResultWriter writer, long mostRows)
      throws SQLException, IOException {
    return query.run(Reports.query(report), writer, mostRows);
  }

  /** Writes reports one after the other: JSON as one object, else each below its name. */
  public void printAll(List<Table<?>> reports, long mostRows) throws SQLException, IOException {
    PrintStream out = surroundings.out();
    String separator = format == ResultFormat.JSON ? "{" : "";
    for (Table<?> report : reports) {
      out.print(separator);
      out.println(
          format == ResultFormat.JSON
              ? "\"%s\":".formatted(report.getName())
              : "# " + report.getName());
      long rows = print(report, mostRows);
      if (rows > mostRows) {
        out.println("… ./pipeline report %s has all".formatted(report.getName()));
      }
      separator = format == ResultFormat.JSON ? "," : System.lineSeparator();
    }
    if (format == ResultFormat.JSON) {
      out.println("}");
    }
  }
}
