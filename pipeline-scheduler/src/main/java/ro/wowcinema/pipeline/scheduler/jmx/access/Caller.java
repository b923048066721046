package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;

/** Who is calling the MBean that asks. */
public final class Caller {
  /** Stands for a call from inside the process. */
  public static final String LOCAL = "local";

  private static final MethodHandle CURRENT_SUBJECT = currentSubject();

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
    try {
      return (Subject) CURRENT_SUBJECT.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Who is calling cannot be found out", e);
    }
  }

  /** Newer JDKs have {@code Subject.current}, and will lose what Java 17 has in its place. */
  private static MethodHandle currentSubject() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType type = MethodType.methodType(Subject.class);
    try {
      return lookup.findStatic(Subject.class, "current", type);
    } catch (NoSuchMethodException newer) {
      try {
        return lookup.findStatic(Caller.class, "subjectOfContext", type);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings({"removal", "UnusedMethod"})
  private static Subject subjectOfContext() {
    return Subject.getSubject(java.security.AccessController.getContext());
  }
}
