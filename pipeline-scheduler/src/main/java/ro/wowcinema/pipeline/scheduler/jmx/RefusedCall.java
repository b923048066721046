package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/**
 * What a user asked for without being allowed to.
 *
 * @param user who asked
 * @param mbean what it was about; empty where the call names none
 * @param operation of the MBean, or what else was called
 * @param arguments as they were given, separated by commas
 * @param reason the sentence that the user got
 */
public record RefusedCall(
    String user, Optional<ObjectName> mbean, String operation, String arguments, String reason) {
  public RefusedCall {
    requireNonNull(user, "user is null");
    requireNonNull(mbean, "mbean is null");
    requireNonNull(operation, "operation is null");
    requireNonNull(arguments, "arguments is null");
    requireNonNull(reason, "reason is null");
  }

  /** Is notified of refused calls, in the thread that refuses; what it throws is logged only. */
  public interface Listener {
    void refused(RefusedCall call);
  }

  /** From a call of the MBean server's own methods. */
  static RefusedCall of(String user, String method, Object[] arguments, SecurityException reason) {
    Object[] given = arguments == null ? new Object[0] : arguments;
    Optional<ObjectName> mbean =
        Arrays.stream(given)
            .filter(ObjectName.class::isInstance)
            .map(ObjectName.class::cast)
            .findFirst();
    boolean isOperation = method.equals("invoke");
    return new RefusedCall(
        user,
        mbean,
        isOperation ? String.valueOf(given[1]) : method,
        isOperation ? listed((Object[]) given[2]) : "",
        String.valueOf(reason.getMessage()));
  }

  private static String listed(Object[] values) {
    return values == null
        ? ""
        : Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "));
  }
}
