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
 * What a client gets when an MBean throws: a sentence, in exceptions of the JDK, because no other
 * class is known to it.
 *
 * @param mbean that throws
 */
record RemoteFailures(ObjectName mbean) {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteFailures.class);

  RemoteFailures {
    requireNonNull(mbean, "mbean is null");
  }

  /**
   * An IllegalArgumentException or IllegalStateException is a refusal, whose sentence is all there
   * is to know. The rest is logged here: its story would end with the client otherwise. Of a
   * failure of the database the client gets the server's words, and no SQL.
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

  /** What was asked for is not done, and the sentence says why. */
  static MBeanException refusal(String sentence) {
    return bare(new IllegalArgumentException(sentence));
  }

  static AttributeNotFoundException unknownAttribute(String name) {
    AttributeNotFoundException unknown =
        new AttributeNotFoundException(
            "There is no attribute %s that can be used so".formatted(name));
    unknown.setStackTrace(new StackTraceElement[0]);
    return unknown;
  }

  /**
   * Says that there is no such MBean, and which of its type there are, in place of the exception of
   * the JDK, whose message is a name and nothing else.
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

  /** Where in the daemon it happened is nothing to clients. */
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
          return "The database does not do it: %s. The daemon's log has more"
              .formatted(ServerMessage.of(refusal));
        }
      }
      return "The database does not do it. The daemon's log says why";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** What was thrown, without the wrappings of JMX. */
  static Throwable innermost(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof JMException || inner instanceof JMRuntimeException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }
}
