package ro.wowcinema.pipeline.jobs.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/**
 * Schema {@code reference}: every record of a landing zone as text, and on top of it in SQL what
 * the contract makes of them. Built from scratch each time, beside the product's schemas.
 */
final class ReferenceWarehouse {
  /** In the order they build on each other. */
  private static final List<String> STEPS =
      List.of("accepted", "calendar", "history", "catalogue", "sessions", "subscriptions", "kpi");

  private final DataSource dataSource;
  private final JobSettings settings;

  ReferenceWarehouse(DataSource dataSource, JobSettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  /** Forgets what was there, and reads all deliveries dated up to {@code asOf}. */
  void rebuild(Path landing, LocalDate asOf) throws IOException, SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql("raw"));
      statement.execute(
          "insert into reference.setting (as_of, catalog_size, smallest_group) values ('%s', %d, %d)"
              .formatted(asOf, settings.catalogSize(), settings.smallestGroup()));
      for (DeliveredFile file : DeliveredFile.values()) {
        load(connection, new LandingReader(landing), file, asOf);
      }
      for (String step : STEPS) {
        statement.execute(sql(step));
      }
    }
  }

  private static void load(
      Connection connection, LandingReader landing, DeliveredFile file, LocalDate asOf)
      throws IOException, SQLException {
    for (LocalDate date : landing.dates(file.source())) {
      Optional<List<DeliveredRecord>> records = landing.records(file, date);
      if (records.isPresent() && !date.isAfter(asOf)) {
        insertDelivery(connection, file, date);
        insertRecords(connection, file, date, records.get());
      }
    }
  }

  /** Also a file without records says something: everybody left. */
  private static void insertDelivery(Connection connection, DeliveredFile file, LocalDate date)
      throws SQLException {
    String sql = "insert into reference.delivery (file_name, delivered_on) values (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, file.fileName());
      insert.setObject(2, date);
      insert.executeUpdate();
    }
  }

  private static void insertRecords(
      Connection connection, DeliveredFile file, LocalDate date, List<DeliveredRecord> records)
      throws SQLException {
    String parameters = String.join(", ", Collections.nCopies(3 + file.columns().size(), "?"));
    String sql = "insert into %s values (%s)".formatted(file.rawTable(), parameters);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (DeliveredRecord record : records) {
        insert.setObject(1, date);
        insert.setString(2, file.fileName());
        insert.setLong(3, record.line());
        for (int index = 0; index < record.values().size(); index++) {
          insert.setString(4 + index, record.values().get(index));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static String sql(String name) {
    try (InputStream in =
        ReferenceWarehouse.class.getResourceAsStream("/reference/" + name + ".sql")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
