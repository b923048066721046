package ro.wowcinema.pipeline.scheduler.jmx;

import java.lang.reflect.Method;
import java.util.Optional;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;

/** The user who calls an MBean. */
public final class Caller {
  /** Stands for a call from inside the process. */
  public static final String LOCAL = "local";

  /** Newer JDKs have {@code Subject.current}, and will remove the method of Java 17. */
  private static final Optional<Method> CURRENT_SUBJECT = currentSubject();

  private Caller() {}

  /** The user who logged in, or {@link #LOCAL}. */
  public static String name() {
    return remoteUser().orElse(LOCAL);
  }

  /** The user who logged in; empty for a call from inside the process. */
  static Optional<String> remoteUser() {
    return Optional.ofNullable(subject())
        .flatMap(subject -> subject.getPrincipals(JMXPrincipal.class).stream().findFirst())
        .map(JMXPrincipal::getName);
  }

  private static Subject subject() {
    if (CURRENT_SUBJECT.isEmpty()) {
      return subjectOfContext();
    }
    try {
      return (Subject) CURRENT_SUBJECT.get().invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot find the caller", e);
    }
  }

  private static Optional<Method> currentSubject() {
    try {
      return Optional.of(Subject.class.getMethod("current"));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("removal")
  private static Subject subjectOfContext() {
    return Subject.getSubject(java.security.AccessController.getContext());
  }
}
