package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.util.List;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.core.operations.PreviewRow;
import ro.wowcinema.pipeline.core.operations.RunPreview;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.jmx.OpenTypes;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Previews dates. */
@Command(
    name = "preview",
    description = {
      "Preview each date of a range: when it is due, the state of its run, what is",
      "delivered, what a backfill would do, which catch-up policies would run it if the DAG were",
      "resumed now, and what its run waits for."
    },
    mixinStandardHelpOptions = true)
final class DagPreviewCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--dag",
      paramLabel = "NAME",
      defaultValue = WarehouseDag.NAME,
      description = "which DAG (default: ${DEFAULT-VALUE}; pipeline dag validate lists them)")
  private KnownDag dag;

  @Mixin private DatesOption dates;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  DagPreviewCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    DateRange range = dates.range();
    Config config = root.config();
    try (Warehouse warehouse = MigratedWarehouse.open(config, surroundings.terminal())) {
      DSLContext dsl = warehouse.database().dsl();
      List<PreviewRow> rows =
          new RunPreview(dsl, Dags.admission(dag, config), surroundings.clock().instant())
              .of(range.dates());
      new JmxTable(format.writer(surroundings))
          .write(OpenTypes.table("preview", PreviewRow.class, rows));
      return 0;
    }
  }
}
