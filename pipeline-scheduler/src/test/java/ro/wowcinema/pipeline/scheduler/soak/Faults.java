package ro.wowcinema.pipeline.scheduler.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.DaemonUnreachableException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer.Mode;

/** What goes wrong, and what people do in between, as the dice fall. */
final class Faults {
  private static final int LONGEST_FREEZE_SECONDS = 20;
  private static final int SHORTEST_SILENCE_SECONDS = 30;
  private static final int LONGEST_SILENCE_SECONDS = 90;
  private static final int LONGEST_ABSENCE_MILLIS = 6_000;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(75);
  private static final List<String> TASKS =
      List.of("stage_users", "cleanse_users", "dim_user", "fact_watch_session");

  private final Cluster cluster;
  private final SoakDeliveries deliveries;
  private final Random random;
  private final SoakLog diary;

  /** Dates whose corrected files have arrived, and that have not been requested since. */
  private final Set<LocalDate> owed = new TreeSet<>();

  Faults(Cluster cluster, SoakDeliveries deliveries, Random random, SoakLog diary) {
    this.cluster = cluster;
    this.deliveries = deliveries;
    this.random = random;
    this.diary = diary;
  }

  void next() throws Exception {
    switch (random.nextInt(12)) {
      case 0, 1 -> kill(random.nextInt(cluster.size()));
      case 2 -> freeze(random.nextInt(cluster.size()));
      case 3 -> terminate(random.nextInt(cluster.size()));
      case 4 -> restart(random.nextBoolean() ? Mode.FAST : Mode.IMMEDIATE);
      case 5 -> ask("rerun", someDate());
      case 6 -> ask("rerunFrom", someDate(), TASKS.get(random.nextInt(TASKS.size())));
      case 7 -> cancelAndResume();
      case 8 -> swallow(random.nextInt(cluster.size()));
      default -> correctSome();
    }
  }

  /** True where a daemon did it. */
  boolean ask(String operation, String... arguments) {
    String question = operation + " " + String.join(" ", arguments);
    List<DaemonProcess> alive = cluster.alive();
    try {
      diary.say(
          question + ": " + alive.get(random.nextInt(alive.size())).ask(operation, arguments));
      return true;
    } catch (RefusedException | DaemonUnreachableException e) {
      diary.say(question + ": refused: " + e.getMessage().lines().findFirst().orElse(""));
      return false;
    }
  }

  /** Everything that was wrong is corrected, and requested until it is accepted. */
  void makeGood() throws IOException {
    for (LocalDate date : deliveries.wrongNow()) {
      correct(date);
    }
    owed.removeIf(date -> ask("rerun", date.toString()));
  }

  boolean owesNothing() {
    return owed.isEmpty() && deliveries.wrongNow().isEmpty();
  }

  private void correctSome() throws IOException {
    List<LocalDate> wrong = deliveries.wrongNow();
    if (!wrong.isEmpty()) {
      correct(wrong.get(random.nextInt(wrong.size())));
    }
    owed.removeIf(date -> ask("rerun", date.toString()));
  }

  private void correct(LocalDate date) throws IOException {
    deliveries.correct(date);
    diary.say("the right files of %s come".formatted(date));
    owed.add(date);
  }

  private void kill(int node) throws Exception {
    diary.say("kill -9 node " + (node + 1));
    cluster.node(node).kill();
    comeBack(node);
  }

  private void terminate(int node) throws Exception {
    diary.say("SIGTERM node " + (node + 1));
    cluster.node(node).terminate();
    int exitCode =
        cluster
            .node(node)
            .exitCode(STOP_LIMIT)
            .orElseThrow(() -> new AssertionError("SIGTERM does not end it: " + node));
    if (exitCode != 0) {
      throw new AssertionError("SIGTERM ends node %d with %d".formatted(node + 1, exitCode));
    }
    comeBack(node);
  }

  private void comeBack(int node) throws InterruptedException {
    Thread.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
    cluster.start(node);
    diary.say("node " + (node + 1) + " is back");
  }

  private void freeze(int node) throws Exception {
    int seconds = 1 + random.nextInt(LONGEST_FREEZE_SECONDS);
    diary.say("SIGSTOP node %d for %d s".formatted(node + 1, seconds));
    cluster.node(node).freeze();
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    cluster.node(node).thaw();
    diary.say("SIGCONT node " + (node + 1));
  }

  /** For a while nothing comes through: not even that the connection is lost. */
  private void swallow(int node) throws InterruptedException {
    int seconds =
        SHORTEST_SILENCE_SECONDS
            + random.nextInt(LONGEST_SILENCE_SECONDS - SHORTEST_SILENCE_SECONDS + 1);
    diary.say("node %d and the server hear nothing for %d s".formatted(node + 1, seconds));
    cluster.proxy(node).swallowAll();
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    cluster.proxy(node).passNew();
    diary.say("node %d reaches the server again".formatted(node + 1));
  }

  private void restart(Mode mode) throws Exception {
    diary.say("server stops, " + mode);
    cluster.server().stop(mode);
    Thread.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
    cluster.server().start();
    diary.say("server is back");
  }

  private void cancelAndResume() throws InterruptedException {
    String date = diary.runningDate().map(LocalDate::toString).orElseGet(this::someDate);
    ask("cancel", date);
    Thread.sleep(random.nextInt(2_000));
    ask("rerunFailed", date);
  }

  private String someDate() {
    List<LocalDate> delivered = deliveries.delivered();
    return delivered.get(random.nextInt(delivered.size())).toString();
  }
}
