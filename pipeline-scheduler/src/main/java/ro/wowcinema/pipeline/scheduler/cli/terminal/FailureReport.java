package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.dag.InvalidDagException;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.db.ServerMessage;
import ro.wowcinema.pipeline.core.ledger.LeaseLostException;
import ro.wowcinema.pipeline.core.ledger.RunHeldException;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKeyException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.DaemonUnreachableException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;
import ro.wowcinema.warehouse.LockTimeoutException;
import ro.wowcinema.warehouse.NewerSchemaException;
import ro.wowcinema.warehouse.NotTheOwnerException;

/**
 * Turns what a command throws into a sentence and an exit code; the whole story goes to the log
 * file.
 */
public final class FailureReport implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

  private final Terminal terminal;

  public FailureReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    LOG.debug("{} failed", commandLine.getCommandSpec().qualifiedName(), failure);
    if (failure instanceof ConfigException
        || failure instanceof InvalidDagException
        || failure instanceof JmxSetupException
        || failure instanceof PrivacyKeyException
        || failure instanceof UsageException) {
      terminal.complain(failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    terminal.complain(message(failure));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Exception failure) {
    if (failure instanceof DatabaseUnavailableException
        || failure instanceof BadFileException
        || failure instanceof RunHeldException
        || failure instanceof LeaseLostException
        || failure instanceof RefusedException
        || failure instanceof DaemonUnreachableException
        || failure instanceof PrivacyException
        || failure instanceof NotTheOwnerException
        || failure instanceof NewerSchemaException
        || failure instanceof LockTimeoutException
        || failure instanceof WorkFailedException) {
      return failure.getMessage();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return "The database refuses: " + ServerMessage.of(refusal);
      }
    }
    return failure instanceof UncheckedIOException io
        ? "%s: %s".formatted(io.getMessage(), io.getCause().getMessage())
        : failure.toString();
  }
}
