package ro.wowcinema.pipeline.core.db;

import java.time.Duration;

/**
 * Settings that sessions apply when they are opened. A server, a database or a login may have time
 * limits that suit people's queries, and would end a load in the middle.
 */
final class SessionSettings {
  /** The driver announces the JVM's zone at start-up, which beats every server-side default. */
  static final String ZONE = "SET TimeZone = 'UTC'";

  /**
   * The server has no time limit for statements and transactions; the runner has one for attempts.
   * A server whose packets are no longer acknowledged ends the session within a minute.
   */
  private static final String LIMITS =
      """
      SET statement_timeout = 0;
      SET idle_session_timeout = 0;
      SELECT set_config('transaction_timeout', '0', false)
      WHERE current_setting('server_version_num')::int >= 170000;
      SET tcp_keepalives_idle = 20;
      SET tcp_keepalives_interval = 10;
      SET tcp_keepalives_count = 3\
      """;

  private SessionSettings() {}

  /** Settings of a login that keeps its own role. */
  static String ofLogin(Duration lockLimit, Duration idleInTransactionLimit) {
    return "%s; %s; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d"
        .formatted(ZONE, LIMITS, lockLimit.toMillis(), idleInTransactionLimit.toMillis());
  }

  /** Settings of a login that sets the pipeline's role. */
  static String ofLoads(Duration lockLimit, Duration idleInTransactionLimit) {
    return "%s; %s".formatted(ofLogin(lockLimit, idleInTransactionLimit), PipelineRole.TAKE);
  }
}
