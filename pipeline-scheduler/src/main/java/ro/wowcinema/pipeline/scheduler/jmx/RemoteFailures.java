package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
   * is to know. The rest is logged here: its story would end with the client otherwise.
   */
  MBeanException translated(String operation, Exception thrown) {
    Throwable cause = innermost(thrown);
    String sentence = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (cause instanceof IllegalArgumentException) {
      return new MBeanException(new IllegalArgumentException(sentence), sentence);
    }
    if (!(cause instanceof IllegalStateException)) {
      LOG.error("{} of {} failed", operation, mbean, cause);
    }
    return new MBeanException(new IllegalStateException(sentence), sentence);
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
