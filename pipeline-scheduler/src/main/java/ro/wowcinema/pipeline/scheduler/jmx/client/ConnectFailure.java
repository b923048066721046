package ro.wowcinema.pipeline.scheduler.jmx.client;

import java.rmi.ConnectIOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxLogin;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxSetupException;
import ro.wowcinema.pipeline.scheduler.jmx.bean.RefusedException;

/**
 * Why a client could not log in.
 *
 * @param target where it went
 */
record ConnectFailure(JmxTarget target) {
  /** What to throw in place of what JMX threw. */
  RuntimeException explained(Exception failure) {
    if (failure instanceof JmxSetupException setup) {
      return setup;
    }
    if (failure instanceof SecurityException) {
      return new RefusedException(
          "The daemon at %s does not let %s in: the user or the password is wrong"
              .formatted(target.address(), user()));
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new DaemonUnreachableException(sentence(failure), failure);
  }

  private String sentence(Exception failure) {
    if (failure instanceof TimeoutException) {
      return "The daemon at %s did not answer within %d s. Is it a daemon that listens there?"
          .formatted(target.address(), target.patience().toSeconds());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "TLS with the daemon at %s failed: %s. Is its certificate in the truststore?"
            .formatted(target.address(), cause.getMessage());
      }
      if (cause instanceof ConnectIOException && target.trusted().isEmpty()) {
        return "What listens at %s does not speak as a daemon without TLS does. Name a truststore if it has TLS"
            .formatted(target.address());
      }
    }
    return "No daemon answers at %s. Is the daemon running? ./pipeline daemon starts it"
        .formatted(target.address());
  }

  private String user() {
    return target.login().map(JmxLogin::user).orElse("anybody without a user");
  }
}
