package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.db.ServerMessage;

/**
 * Translates failures of an MBean for clients: to a message in exceptions of the JDK, because
 * clients know no other classes.
 *
 * @param mbean the failing MBean
 */
record RemoteFailures(ObjectName mbean) {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteFailures.class);

  RemoteFailures {
    requireNonNull(mbean, "mbean is null");
  }

  /**
   * An IllegalArgumentException or IllegalStateException is a refusal with a complete message.
   * Other failures are logged here, because the client does not get the stack trace. For a failure
   * of the database the client gets the server's message without SQL.
   */
  MBeanException translated(String operation, Exception thrown) {
    Throwable cause = innermost(thrown);
    if (cause instanceof IllegalArgumentException) {
      return refusal(sentence(cause));
    }
    if (!(cause instanceof IllegalStateException)) {
      LOG.error("{} of {} failed", operation, mbean, cause);
    }
    return bare(new IllegalStateException(sentence(cause)));
  }

  /** A refusal; the message gives the reason. */
  static MBeanException refusal(String sentence) {
    return bare(new IllegalArgumentException(sentence));
  }

  static AttributeNotFoundException unknownAttribute(String name) {
    AttributeNotFoundException unknown =
        new AttributeNotFoundException(
            "There is no attribute %s that allows this access".formatted(name));
    unknown.setStackTrace(new StackTraceElement[0]);
    return unknown;
  }

  /**
   * Reports an unknown MBean, and lists those of its type. The message of the JDK's exception is
   * only a name.
   */
  static InstanceNotFoundException unknownMBean(MBeanServer server, Object... arguments) {
    InstanceNotFoundException unknown =
        new InstanceNotFoundException(
            Arrays.stream(arguments)
                .filter(ObjectName.class::isInstance)
                .map(ObjectName.class::cast)
                .findFirst()
                .map(name -> unknownName(server, name))
                .orElse("There is no such MBean"));
    unknown.setStackTrace(new StackTraceElement[0]);
    return unknown;
  }

  private static String unknownName(MBeanServer server, ObjectName unknown) {
    String type = unknown.getKeyProperty("type");
    String name = unknown.getKeyProperty("name");
    if (!unknown.getDomain().equals(MBeans.DOMAIN) || type == null || name == null) {
      return "There is no MBean %s".formatted(unknown);
    }
    String others =
        server.queryNames(null, null).stream()
            .filter(each -> each.getDomain().equals(MBeans.DOMAIN))
            .filter(each -> type.equals(each.getKeyProperty("type")))
            .map(each -> String.valueOf(each.getKeyProperty("name")))
            .sorted()
            .collect(Collectors.joining(", "));
    return "There is no %s %s; there are: %s".formatted(type, name, others);
  }

  /** Without the stack trace, which is internal to the daemon. */
  private static MBeanException bare(RuntimeException cause) {
    cause.setStackTrace(new StackTraceElement[0]);
    MBeanException bare = new MBeanException(cause, cause.getMessage());
    bare.setStackTrace(new StackTraceElement[0]);
    return bare;
  }

  private static String sentence(Throwable cause) {
    if (cause instanceof DataAccessException) {
      for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
        if (inner instanceof SQLException refusal) {
          return "The database refused the operation: %s. See the daemon's log for details"
              .formatted(ServerMessage.of(refusal));
        }
      }
      return "The database refused the operation. See the daemon's log for the reason";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** The original exception, without the wrappers of JMX. */
  static Throwable innermost(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof JMException || inner instanceof JMRuntimeException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }
}
