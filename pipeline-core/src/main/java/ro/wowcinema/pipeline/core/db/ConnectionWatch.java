package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.db.WatchedConnection.Backend;

/**
 * Finds connections whose path to the server is dead although neither end closed them, and closes
 * them, so that the waiting caller gets an input/output error.
 *
 * <p>A long statement is as silent as a dead path. So the watch asks the server over a new
 * connection: if, at two looks, the server's process has been waiting for the pipeline while the
 * pipeline has been waiting for it, no answer will arrive. Such a path is usually dead for other
 * connections too, whose statements the server still executes: those that have been waiting for
 * longer are closed with it. A test connection, which requests an answer every few seconds, reveals
 * that soon.
 */
final class ConnectionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

  /** A path that dies before it is tested is noticed at the end of the statement only. */
  private static final Duration FIRST_TEST = Duration.ofSeconds(1);

  /** An answer may have been on its way when the path died, and other requests have got through. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private final ConnectionInfo info;
  private final ConnectionLimits limits;
  private final Runnable whenPathIsDead;
  private final Set<WatchedConnection> connections = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(2, ConnectionWatch::newThread);

  /** Only the watching thread uses these. */
  private final Map<WatchedConnection, Long> suspects = new HashMap<>();

  private final Set<Backend> abandoned = new HashSet<>();
  private Optional<Long> unreachableSince = Optional.empty();

  private volatile Connection test;

  /**
   * @param whenPathIsDead called after connections were closed, on the watching thread
   */
  ConnectionWatch(ConnectionInfo info, ConnectionLimits limits, Runnable whenPathIsDead) {
    this.info = requireNonNull(info, "info is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.whenPathIsDead = requireNonNull(whenPathIsDead, "whenPathIsDead is null");
  }

  void start() {
    repeat(limits.every(), this::look);
    repeat(FIRST_TEST.compareTo(limits.every()) < 0 ? FIRST_TEST : limits.every(), this::testPath);
  }

  /** Opens a connection and watches it until it is closed. */
  Connection open() throws SQLException {
    WatchedConnection opened = WatchedConnection.open(info, limits);
    // A URL can name a socket factory of its own; its connections are not watched.
    if (opened.socket() != null) {
      connections.add(opened);
    }
    return opened.connection();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      boolean isIdle = threads.awaitTermination(1, TimeUnit.SECONDS);
      Connection opened = test;
      if (opened != null && isIdle) {
        opened.close();
      } else if (opened != null) {
        opened.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("The test connection did not close properly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(Duration delay, Runnable work) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.warn("The connection watch failed; it continues", e);
              }
            },
            delay.toMillis(),
            limits.every().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void testPath() {
    try {
      if (test == null) {
        test = open();
      }
      try (Statement statement = test.createStatement()) {
        statement.execute("SELECT 1");
      }
    } catch (SQLException e) {
      LOG.debug("The test connection is lost; another follows", e);
      discardTest();
    }
    if (threads.isShutdown()) {
      discardTest();
    }
  }

  private void discardTest() {
    Connection lost = test;
    test = null;
    if (lost != null) {
      try {
        lost.close();
      } catch (SQLException e) {
        LOG.debug("The test connection did not close properly", e);
      }
    }
  }

  private void look() {
    connections.removeIf(WatchedConnection::isClosed);
    Map<WatchedConnection, Long> silent = silent();
    suspects.keySet().retainAll(silent.keySet());
    if (silent.isEmpty() && abandoned.isEmpty()) {
      unreachableSince = Optional.empty();
      return;
    }
    long begun = System.nanoTime();
    try (ServerProbe probe = ServerProbe.connect(info, limits)) {
      unreachableSince = Optional.empty();
      terminateAbandoned(probe);
      closeDead(probe, silent);
    } catch (SQLException e) {
      if (ServerProbe.isRefusal(e)) {
        LOG.debug("Cannot ask the server about silent connections: {}", ServerMessage.of(e));
      } else {
        unreachable(begun, silent, e);
      }
    }
  }

  private Map<WatchedConnection, Long> silent() {
    Map<WatchedConnection, Long> silent = new HashMap<>();
    for (WatchedConnection connection : connections) {
      OptionalLong since = connection.silentSince(limits.silence());
      if (since.isPresent()) {
        silent.put(connection, since.getAsLong());
      }
    }
    return silent;
  }

  /**
   * Their work must have ended, and their locks must be released, before the outcome is looked up.
   */
  private void terminateAbandoned(ServerProbe probe) throws SQLException {
    for (Backend backend : List.copyOf(abandoned)) {
      try {
        probe.terminate(backend);
      } catch (SQLException e) {
        if (!ServerProbe.isRefusal(e)) {
          throw e;
        }
        LOG.warn("Could not end the server's process {}: {}", backend.pid(), ServerMessage.of(e));
      }
      abandoned.remove(backend);
    }
  }

  private void closeDead(ServerProbe probe, Map<WatchedConnection, Long> silent)
      throws SQLException {
    if (silent.isEmpty()) {
      return;
    }
    Set<Backend> atWork =
        probe.atWork(silent.keySet().stream().map(WatchedConnection::backend).toList());
    Optional<Long> deadSince = Optional.empty();
    for (Map.Entry<WatchedConnection, Long> entry : silent.entrySet()) {
      long since = entry.getValue();
      if (atWork.contains(entry.getKey().backend())) {
        suspects.remove(entry.getKey());
      } else if (Long.valueOf(since).equals(suspects.put(entry.getKey(), since))
          && (deadSince.isEmpty() || since - deadSince.get() > 0)) {
        deadSince = Optional.of(since);
      }
    }
    if (deadSince.isPresent()) {
      List<WatchedConnection> dead = onSamePath(silent, deadSince.get());
      dead.forEach(connection -> abandoned.add(connection.backend()));
      try {
        terminateAbandoned(probe);
      } finally {
        abort(dead, "the server answers over new ones");
      }
    }
  }

  /** Connections that existed when the path died, and have been silent since. */
  private static List<WatchedConnection> onSamePath(
      Map<WatchedConnection, Long> silent, long deadSince) {
    List<WatchedConnection> dead = new ArrayList<>();
    silent.forEach(
        (connection, since) -> {
          boolean wasThere = connection.openedAt() - deadSince < 0;
          if (wasThere && since - deadSince <= ON_THE_WAY.toNanos()) {
            dead.add(connection);
          }
        });
    return dead;
  }

  private void unreachable(long begun, Map<WatchedConnection, Long> silent, SQLException failure) {
    if (unreachableSince.isEmpty()) {
      unreachableSince = Optional.of(begun);
      LOG.warn("The database does not answer: {}", ServerMessage.of(failure));
    }
    Duration away = Duration.ofNanos(System.nanoTime() - unreachableSince.get());
    if (away.compareTo(limits.unreachable()) >= 0 && !silent.isEmpty()) {
      silent.keySet().forEach(connection -> abandoned.add(connection.backend()));
      abort(silent.keySet(), "the server does not answer over new ones either");
    }
  }

  private void abort(Collection<WatchedConnection> dead, String reason) {
    for (WatchedConnection connection : dead) {
      Backend backend = connection.backend();
      LOG.warn(
          "Closed the connection of the server's process {}: no byte came for {} s, and {}",
          backend.pid(),
          connection.silentSince(Duration.ZERO).stream()
              .map(since -> (System.nanoTime() - since) / 1_000_000_000L)
              .findFirst()
              .orElse(0),
          reason);
      try {
        connection.abort();
      } catch (SQLException e) {
        LOG.warn("Could not close the connection of the server's process {}", backend.pid(), e);
      }
    }
    whenPathIsDead.run();
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "connection-watch");
    thread.setDaemon(true);
    return thread;
  }
}
