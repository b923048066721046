package ro.wowcinema.pipeline.scheduler.cli.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** One query of an analyst. */
@Command(
    name = "sql",
    description =
        "Run one read-only query as the analysts' role, which sees the schemas warehouse and mart.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private static final String NO_PRIVILEGE = "42501";

  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description =
          "how long the server may take to answer, such as PT30M (default: PT5M, or as configured)")
  private String timeout;

  @Parameters(
      paramLabel = "QUERY",
      description = "such as \"SELECT * FROM mart.report_top_10_movies\"")
  private String query;

  SqlCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (Warehouse warehouse = MigratedWarehouse.open(config(), surroundings.terminal());
        AnalystAccess access = warehouse.openForAnalysts()) {
      new AnalystQuery(access, surroundings.interruption())
          .run(query, format.writer(surroundings), Long.MAX_VALUE);
      return 0;
    } catch (SQLException e) {
      throw new WorkFailedException(explained(e));
    }
  }

  private Config config() {
    return root.config(
        timeout == null ? Map.of() : Map.of(AnalystAccess.STATEMENT_TIMEOUT, timeout));
  }

  private static String explained(SQLException failure) {
    String message = failure.getMessage();
    if (failure instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
      ServerErrorMessage server = refused.getServerErrorMessage();
      String place = server.getPosition() > 0 ? ", at character " + server.getPosition() : "";
      message = server.getMessage() + place;
    }
    return NO_PRIVILEGE.equals(failure.getSQLState())
        ? message + "; analysts read the schemas warehouse and mart, and nothing else"
        : message;
  }
}
