package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who requests an action on personal data, and why.
 *
 * @param requestedBy the acting user
 * @param reason in words or as a ticket's number; must not identify a person
 */
public record Request(String requestedBy, Optional<String> reason) {
  public Request {
    requireNonNull(requestedBy, "requestedBy is null");
    requireNonNull(reason, "reason is null");
  }
}
