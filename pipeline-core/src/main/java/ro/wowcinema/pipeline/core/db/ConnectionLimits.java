package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Properties;

/**
 * How long the network may be silent. A statement itself may take hours: silence only makes the
 * pipeline ask the server, over another connection, whether it still works on the statement.
 *
 * @param silence how long a connection may wait for a byte before the server is asked about it
 * @param every how often the server is asked, and the path to it tested
 * @param unreachable how long the server may stay unreachable before connections that wait are
 *     given up
 * @param answer how long connecting, and each answer to a statement of milliseconds, may take
 */
public record ConnectionLimits(
    Duration silence, Duration every, Duration unreachable, Duration answer) {
  public ConnectionLimits {
    requireNonNull(silence, "silence is null");
    requireNonNull(every, "every is null");
    requireNonNull(unreachable, "unreachable is null");
    requireNonNull(answer, "answer is null");
  }

  /** A connection whose path is dead is given up within a minute. */
  public static ConnectionLimits defaults() {
    return new ConnectionLimits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5));
  }

  /** Default limits of a connection; its URL may override them. */
  Properties properties(ConnectionInfo info) {
    String seconds = Long.toString(Math.max(1, answer.toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("user", info.user());
    info.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", Database.APPLICATION_NAME);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("cancelSignalTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    // Details of an error quote rows, which may be people's data: no message and no log has them.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }
}
