package ro.wowcinema.pipeline.scheduler.lineage;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.WebUrl;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * Publishes what runs and where data comes from, as <a
 * href="https://openlineage.io">OpenLineage</a> events. It never slows a run or makes it fail:
 * events that cannot be sent are dropped and counted.
 */
public final class LineageEvents implements AutoCloseable {
  static final ConfigKey<Optional<URI>> URL =
      ConfigKey.url(
              "openlineage.url",
              "",
              "where [lineage events](https://openlineage.io) go: a file, or a server such as"
                  + " `http://marquez:5000`",
              url -> isFile(url) || WebUrl.isPlain(url),
              "file:PATH, or an http or https URL without user, query and fragment")
          .optional();

  static final ConfigKey<Optional<String>> API_KEY =
      ConfigKey.text("openlineage.api-key", "key of that server").secret();

  static final ConfigKey<String> NAMESPACE =
      ConfigKey.requiredText(
          "openlineage.namespace",
          "wowcinema",
          "namespace of the jobs in these events",
          "the namespace of the jobs");

  private static final int MOST_WAITING = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String namespace;
  private final DataSetNames names;
  private final WarehouseFacts facts;
  private final Clock clock;
  private final Optional<EventQueue> queue;

  /**
   * As configured; off where {@code openlineage.url} is empty.
   *
   * @param database where the tables are
   * @param dsl asked, on a thread of its own, what their columns are, and what checks found
   */
  public static LineageEvents of(
      Config config, ConnectionInfo database, DSLContext dsl, Clock clock) {
    Optional<EventSender> sender =
        config.get(URL).map(url -> sender(url, config.get(API_KEY), TIMEOUT));
    return new LineageEvents(
        config.get(NAMESPACE),
        new DataSetNames(database),
        new WarehouseFacts(dsl),
        clock,
        sender.map(target -> new EventQueue(target, MOST_WAITING, TIMEOUT)));
  }

  LineageEvents(
      String namespace,
      DataSetNames names,
      WarehouseFacts facts,
      Clock clock,
      Optional<EventQueue> queue) {
    this.namespace = requireNonNull(namespace, "namespace is null");
    this.names = requireNonNull(names, "names is null");
    this.facts = requireNonNull(facts, "facts is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.queue = requireNonNull(queue, "queue is null");
  }

  private static boolean isFile(URI url) {
    return "file".equalsIgnoreCase(url.getScheme())
        && url.getHost() == null
        && !url.getSchemeSpecificPart().replace("/", "").isEmpty();
  }

  static EventSender sender(URI url, Optional<String> apiKey, Duration timeout) {
    return "file".equalsIgnoreCase(url.getScheme())
        ? new FileSender(url.isOpaque() ? Path.of(url.getSchemeSpecificPart()) : Path.of(url))
        : new HttpSender(url, apiKey, timeout);
  }

  /**
   * Publishes the events of one run; to be closed after it, however it ended.
   *
   * @param lineage what a task's job reads and writes; called on another thread
   * @return empty where lineage is off
   */
  public Optional<RunLineage> forRun(
      Dag dag, LocalDate logicalDate, Function<Task, Lineage> lineage) {
    RunEvents events =
        new RunEvents(namespace, names, facts, dag.name(), logicalDate, clock.instant());
    return queue.map(
        target -> new RunLineage(events, task -> lineage.apply(dag.task(task)), clock, target));
  }

  /** Number of dropped events so far. */
  public long dropped() {
    return queue.map(EventQueue::dropped).orElse(0L);
  }

  /** Sends what waits, for a few seconds, and drops the rest. */
  @Override
  public void close() {
    queue.ifPresent(EventQueue::close);
  }
}
