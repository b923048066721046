package ro.wowcinema.pipeline.scheduler.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * A landing zone that fills day by day. Some days come wrong at first, and right later. Used by one
 * thread.
 */
final class SoakDeliveries {
  static final LocalDate FROM = LocalDate.of(2024, 1, 1);
  private static final int USERS = 120;
  private static final int TITLES = 150;
  private static final double SESSIONS = 0.6;
  private static final double DIRT = 0.03;
  private static final int ONE_WRONG_IN = 4;

  private final Path right;
  private final Path wrong;
  private final Path landing;
  private final LocalDate end;
  private final Random random;
  private final TreeSet<LocalDate> wrongNow = new TreeSet<>();
  private LocalDate next = FROM;

  private SoakDeliveries(Path folder, LocalDate end, Random random) {
    this.right = folder.resolve("right");
    this.wrong = folder.resolve("wrong");
    this.landing = folder.resolve("landing");
    this.end = end;
    this.random = random;
  }

  static SoakDeliveries simulate(Path folder, int days, long seed) throws IOException {
    SoakDeliveries made = new SoakDeliveries(folder, FROM.plusDays(days), new Random(seed));
    write(made.right, days, seed);
    write(made.wrong, days, seed + 1);
    Files.createDirectories(made.landing);
    return made;
  }

  Path landing() {
    return landing;
  }

  boolean isExhausted() {
    return !next.isBefore(end);
  }

  /** The dates that came so far. */
  List<LocalDate> delivered() {
    return FROM.datesUntil(next).toList();
  }

  /** One more day comes. */
  LocalDate deliver() throws IOException {
    LocalDate date = next;
    boolean isWrong = random.nextInt(ONE_WRONG_IN) == 0;
    copy(isWrong ? wrong : right, date);
    if (isWrong) {
      wrongNow.add(date);
    }
    next = next.plusDays(1);
    return date;
  }

  /** Dates for which another file will arrive. */
  List<LocalDate> wrongNow() {
    return List.copyOf(wrongNow);
  }

  /** The right files of a date come. */
  void correct(LocalDate date) throws IOException {
    copy(right, date);
    wrongNow.remove(date);
  }

  private static void write(Path folder, int days, long seed) throws IOException {
    new Simulator(new Simulation(FROM, days, USERS, TITLES, SESSIONS, seed, DIRT))
        .writeTo(folder, day -> {});
  }

  private void copy(Path from, LocalDate date) throws IOException {
    for (String source : List.of("imdb", "platform")) {
      Path delivery = from.resolve(source).resolve(date.toString());
      if (Files.exists(delivery)) {
        copyFolder(delivery, landing.resolve(source).resolve(date.toString()));
      }
    }
  }

  /** A file appears whole, and the mark that a delivery is complete after all others. */
  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> found = Files.list(from)) {
      files = found.sorted((a, b) -> rank(a) - rank(b)).toList();
    }
    for (Path file : files) {
      Path part = to.resolveSibling(to.getFileName() + ".part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static int rank(Path file) {
    return file.getFileName().toString().equals("_SUCCESS") ? 1 : 0;
  }
}
