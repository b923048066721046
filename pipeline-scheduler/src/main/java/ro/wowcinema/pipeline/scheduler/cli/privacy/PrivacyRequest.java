package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.util.Optional;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.jobs.privacy.Request;

/** Who asks, and why: for the audit. */
final class PrivacyRequest {
  @Option(
      names = "--requested-by",
      paramLabel = "WHO",
      description = "who acts, for the audit (default: the user of the system)")
  private String requestedBy;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why, such as a ticket's number; must not name the person")
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
