package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/**
 * A call that the user's role does not allow.
 *
 * @param user the caller
 * @param mbean the target; empty if the call names none
 * @param operation the operation of the MBean, or the method of the MBean server
 * @param arguments the arguments, separated by commas
 * @param reason the message for the user
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

  /** Is notified of refused calls, in the refusing thread; its exceptions are only logged. */
  public interface Listener {
    void refused(RefusedCall call);
  }

  /** From a call of a method of the MBean server. */
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
