package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.LogSetup;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.daemon.Daemon;

/** Schedules and executes runs until it is stopped. */
@Command(
    name = "daemon",
    description = {
      "Schedule and execute the DAGs until SIGTERM or Ctrl-C.",
      "Says 'ready' on standard output once it does. Several daemons on one database share the work.",
      "pipeline status shows what it does; any JMX client operates it."
    },
    mixinStandardHelpOptions = true)
final class DaemonCommand implements Callable<Integer> {
  private static final Duration SPARE = Duration.ofSeconds(40);

  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  DaemonCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Config config = config();
    LogSetup.ofDaemon(config.home(), config.get(LogSetup.FORMAT));
    surroundings.interruption().allow(config.get(Daemon.SHUTDOWN_LIMIT).plus(SPARE));
    try (Daemon daemon = Daemon.start(config, surroundings.clock());
        var stopping = surroundings.interruption().onRequest(daemon::stop)) {
      surroundings.out().println("ready: " + daemon.address());
      surroundings.out().flush();
      daemon.awaitStop();
      surroundings.terminal().say("Stopping: tasks at work may end …");
    }
    surroundings.interruption().exitNormally();
    return 0;
  }

  /** A run of the daemon waits before it starts, so that its tasks do not. */
  private Config config() {
    return root.config(Map.of(JobSettings.DELIVERY_DEADLINE, Duration.ZERO.toString()));
  }
}
