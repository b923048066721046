package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Who may log in, in the JDK's formats.
 *
 * @param passwords lines {@code user password}; readable by its owner only. The JDK writes hashes
 *     in place of the passwords at the first login
 * @param access lines {@code user readonly} and {@code user readwrite}
 */
public record UserFiles(Path passwords, Path access) {
  public UserFiles {
    requireNonNull(passwords, "passwords is null");
    requireNonNull(access, "access is null");
  }
}
