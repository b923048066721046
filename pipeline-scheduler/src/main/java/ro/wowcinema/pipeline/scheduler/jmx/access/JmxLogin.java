package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

/**
 * Who logs in.
 *
 * @param user of the access file
 * @param password never printed
 */
public record JmxLogin(String user, String password) {
  public JmxLogin {
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
  }

  @Override
  public String toString() {
    return user;
  }
}
