package ro.wowcinema.platform.simulator.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.title.CatalogueEntry;
import ro.wowcinema.platform.simulator.user.Plan;
import ro.wowcinema.platform.simulator.user.UserState;
import ro.wowcinema.platform.simulator.viewing.LogRecord;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Writes the platform's deliveries. */
public final class PlatformWriter {
  private static final String PLANS = "plans.csv";
  private static final String CATALOGUE = "catalog.csv";
  private static final String USERS = "users.csv";
  private static final String SESSIONS = "sessions.jsonl";
  private static final LineFormat CSV = new CsvFormat();
  private static final int DAYS_BETWEEN_EXTRA_COLUMNS = 3;

  private final Path landing;
  private final Simulation simulation;

  public PlatformWriter(Path landing, Simulation simulation) {
    this.landing = landing;
    this.simulation = simulation;
  }

  /** Returns the number of bad records. Without plans or a catalogue, those files are absent. */
  public long write(
      LocalDate day,
      Optional<List<Plan>> plans,
      Optional<List<CatalogueEntry>> catalogue,
      List<UserState> users,
      List<LogRecord> sessions)
      throws IOException {
    List<String> files = List.of(PLANS, CATALOGUE, USERS, SESSIONS);
    DeliveryFolder folder = DeliveryFolder.create(landing, "platform", day, files, simulation);
    if (plans.isPresent()) {
      writePlans(folder, plans.get());
    }
    if (catalogue.isPresent()) {
      writeCatalogue(folder, catalogue.get());
    }
    writeUsers(folder, users, hasExtraColumn(day));
    writeSessions(folder, sessions, (int) (day.toEpochDay() - simulation.from().toEpochDay()));
    folder.markComplete();
    return folder.badRecords();
  }

  private static void writePlans(DeliveryFolder folder, List<Plan> plans) throws IOException {
    folder.write(
        PLANS,
        CSV,
        PlatformRows.PLAN_COLUMNS,
        PlatformFlaws.plans(),
        plans.stream().map(PlatformRows::plan));
  }

  private static void writeCatalogue(DeliveryFolder folder, List<CatalogueEntry> entries)
      throws IOException {
    folder.write(
        CATALOGUE + ".gz",
        CSV,
        PlatformRows.CATALOGUE_COLUMNS,
        PlatformFlaws.catalogue(),
        entries.stream().map(PlatformRows::catalogueEntry));
  }

  private static void writeUsers(DeliveryFolder folder, List<UserState> users, boolean extra)
      throws IOException {
    List<String> columns = new ArrayList<>(PlatformRows.USER_COLUMNS);
    if (extra) {
      columns.add("referral_code");
    }
    folder.write(
        USERS,
        CSV,
        columns,
        PlatformFlaws.users(),
        users.stream().map(user -> PlatformRows.user(user, extra)));
  }

  /** Every second file is compressed, every second pair of files leaves nulls out. */
  private static void writeSessions(DeliveryFolder folder, List<LogRecord> sessions, int number)
      throws IOException {
    folder.write(
        number % 2 == 0 ? SESSIONS : SESSIONS + ".gz",
        new JsonLinesFormat(number % 4 < 2),
        PlatformRows.SESSION_COLUMNS,
        SessionFlaws.all(),
        sessions.stream().map(PlatformRows::session));
  }

  /** A column that was not announced. */
  private boolean hasExtraColumn(LocalDate day) {
    return simulation.dirt() > 0 && day.toEpochDay() % DAYS_BETWEEN_EXTRA_COLUMNS == 0;
  }
}
