package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/**
 * What a BI tool learns from the JDBC driver: tables with comments, relationships, no machinery.
 */
final class BiMetadataTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  /** Older servers cannot declare a relationship without enforcing it row by row. */
  private static final int FIRST_WITH_RELATIONSHIPS = 18;

  @BeforeAll
  static void haveAPartition() {
    warehouse.dsl().fetchValue("select ops.create_session_month('2026-09-01')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "mart"})
  void everyTableAndColumnHasAComment(String schema) throws SQLException {
    try (Connection connection = warehouse.database().dataSource().getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      List<String> tables = list(metadata.getTables(null, schema, "%", TYPES), "TABLE_NAME");

      assertThat(tables).isNotEmpty().noneMatch(name -> name.matches(".*_\\d{4}_\\d{2}"));
      assertThat(list(metadata.getTables(null, schema, "%", TYPES), "REMARKS"))
          .hasSameSizeAs(tables)
          .allSatisfy(comment -> assertThat(comment).isNotBlank());
      for (String table : tables) {
        assertThat(list(metadata.getColumns(null, schema, table, "%"), "REMARKS"))
            .as(table)
            .isNotEmpty()
            .allSatisfy(comment -> assertThat(comment).isNotBlank());
      }
    }
  }

  @Test
  void factsAndBridgesDeclareTheirDimensions() throws SQLException {
    try (Connection connection = warehouse.database().dataSource().getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      boolean declares = metadata.getDatabaseMajorVersion() >= FIRST_WITH_RELATIONSHIPS;

      assertThat(relationships(metadata, "fact_watch_session"))
          .containsExactlyInAnyOrderElementsOf(
              onlyIf(
                  declares,
                  "user_key dim_user.user_key",
                  "title_key dim_title.title_key",
                  "plan_key dim_plan.plan_key",
                  "region_code dim_region.region_code",
                  "reaction_code dim_reaction.reaction_code",
                  "start_date_key dim_date.date_key"));
      assertThat(relationships(metadata, "bridge_title_genre"))
          .containsExactlyInAnyOrderElementsOf(
              onlyIf(declares, "title_key dim_title.title_key", "genre_key dim_genre.genre_key"));
      assertThat(relationships(metadata, "fact_subscription_month")).hasSize(declares ? 4 : 0);
    }
  }

  private static final String[] TYPES = {"TABLE", "PARTITIONED TABLE", "VIEW"};

  private static List<String> onlyIf(boolean declares, String... relationships) {
    return declares ? Stream.of(relationships).toList() : List.of();
  }

  private static List<String> relationships(DatabaseMetaData metadata, String table)
      throws SQLException {
    List<String> relationships = new ArrayList<>();
    try (ResultSet keys = metadata.getImportedKeys(null, "warehouse", table)) {
      while (keys.next()) {
        relationships.add(
            "%s %s.%s"
                .formatted(
                    keys.getString("FKCOLUMN_NAME"),
                    keys.getString("PKTABLE_NAME"),
                    keys.getString("PKCOLUMN_NAME")));
      }
    }
    return relationships;
  }

  private static List<String> list(ResultSet rows, String column) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(column));
      }
      return values;
    }
  }
}
