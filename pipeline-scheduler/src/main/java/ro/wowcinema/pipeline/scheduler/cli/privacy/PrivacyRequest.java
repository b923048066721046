package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.util.Optional;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.jobs.privacy.Request;

/** The requester and the reason, for the audit. */
final class PrivacyRequest {
  @Option(
      names = "--requested-by",
      paramLabel = "WHO",
      description = "name of the acting user for the audit (default: the operating system's user)")
  private String requestedBy;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "reason, such as a ticket number; must not identify the person")
  private String reason;

  Request request() {
    return new Request(
        requestedBy == null ? System.getProperty("user.name") : requestedBy,
        Optional.ofNullable(reason));
  }

  boolean hasReason() {
    return reason != null && !reason.isBlank();
  }
}
