package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who asks for something about people's data, and why.
 *
 * @param requestedBy who it is that acts
 * @param reason in words or as a ticket's number; must name nobody
 */
public record Request(String requestedBy, Optional<String> reason) {
  public Request {
    requireNonNull(requestedBy, "requestedBy is null");
    requireNonNull(reason, "reason is null");
  }
}
