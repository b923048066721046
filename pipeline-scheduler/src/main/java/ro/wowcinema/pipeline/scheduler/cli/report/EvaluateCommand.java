package ro.wowcinema.pipeline.scheduler.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.jobs.mart.recommendation.Holdout;
import ro.wowcinema.pipeline.jobs.mart.recommendation.RecommenderEvaluation;
import ro.wowcinema.pipeline.jobs.mart.recommendation.RecommenderScore;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultColumn;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** How well the recommendations predict what users watched. */
@Command(
    name = "evaluate",
    description = {
      "Set the recommendations back in time, and score them and plain popularity by what users then watched.",
      "Changes nothing. docs/recommendations.md explains the figures."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--holdout-days",
      paramLabel = "N",
      defaultValue = "7",
      description = "days up to the as-of date to predict (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "recommendations that count (default: ${DEFAULT-VALUE})")
  private int most;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  EvaluateCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (days < 1 || most < 1) {
      throw new UsageException("--holdout-days and --k must be at least 1");
    }
    try (Warehouse warehouse = MigratedWarehouse.open(root.config(), surroundings.terminal())) {
      // Its temporary tables go with the transaction, and it writes nothing else.
      warehouse.database().transaction(this::evaluateOneState);
      return 0;
    }
  }

  /** A concurrent load makes no difference. */
  private Void evaluateOneState(DSLContext dsl) {
    dsl.execute("set transaction isolation level repeatable read");
    dsl.connection(
        connection -> {
          try (var cancellation = surroundings.interruption().onRequest(() -> cancel(connection))) {
            evaluate(dsl);
          }
        });
    return null;
  }

  private void evaluate(DSLContext dsl) throws IOException {
    LocalDate asOf =
        RecommenderEvaluation.asOf(dsl)
            .orElseThrow(
                () -> new WorkFailedException("Nothing is loaded yet; ./pipeline run loads dates"));
    Holdout holdout = new Holdout(asOf, days);
    List<RecommenderScore> scores = new RecommenderEvaluation(dsl, holdout, most).scores();
    if (scores.get(0).users() == 0) {
      throw new WorkFailedException(
          "From %s to %s no consenting user watched a movie of the catalogue for the first time; load more dates or give other --holdout-days"
              .formatted(holdout.from(), holdout.asOf()));
    }
    print(holdout, scores);
  }

  private void print(Holdout holdout, List<RecommenderScore> scores) throws IOException {
    ResultWriter writer = format.writer(surroundings);
    writer.begin(
        List.of(
            new ResultColumn("recommender", "text"),
            new ResultColumn("holdout_from", "date"),
            new ResultColumn("holdout_to", "date"),
            new ResultColumn("k", "int4"),
            new ResultColumn("users", "int8"),
            new ResultColumn("hit_rate", "numeric"),
            new ResultColumn("ndcg", "numeric"),
            new ResultColumn("titles", "int8"),
            new ResultColumn("coverage", "numeric")));
    for (RecommenderScore score : scores) {
      writer.row(
          List.of(
              score.recommender(),
              holdout.from().toString(),
              holdout.asOf().toString(),
              BigDecimal.valueOf(most),
              BigDecimal.valueOf(score.users()),
              score.hitRate(),
              score.ndcg(),
              BigDecimal.valueOf(score.titles()),
              score.coverage()));
    }
    writer.end();
  }

  private static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The statement has ended since, or the connection was lost: it is stopped either way.
    }
  }
}
