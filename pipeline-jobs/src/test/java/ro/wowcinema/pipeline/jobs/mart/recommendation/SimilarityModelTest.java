package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Similarities computed by hand. */
final class SimilarityModelTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse,
          "stage_titles",
          "cleanse_titles",
          "await_platform_delivery",
          "stage_catalog",
          "cleanse_catalog",
          "dim_title");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);

  @BeforeEach
  void offer() {
    loads
        .on(MONDAY)
        .titles(
            "tconst | titleType\n1 | movie\n2 | movie\n3 | movie\n4 | movie\n5 | movie"
                .replaceAll("(?m)^(\\d)", "tt$1"))
        .catalog("title_id\ntt1\ntt2\ntt3\ntt4");
    loads.run(MONDAY);
  }

  @Test
  void cosineIsShrunkByHowFewLikedBoth() {
    // 100 x 200 + 50 x 100 over the roots of 100² + 50² and of 200² + 100² + 100² + 40² is
    // 0.900939; two users: x 2 ÷ 7.
    assertThat(
            similar(
                """
                (1, 'tt1', 100), (1, 'tt2', 200),
                (2, 'tt1',  50), (2, 'tt2', 100),
                (3, 'tt2', 100), (3, 'tt3', 100),
                (4, 'tt2',  40)
                """))
        .as("tt2 and tt3 have one user in common, which is no evidence")
        .isEqualTo(
            rows(
                """
                tt1 | 1 | tt2 | 0.257411
                tt2 | 1 | tt1 | 0.257411
                """));
  }

  @Test
  void equalOnesComeByTheirNumber() {
    assertThat(
            similar(
                """
                (1, 'tt1', 100), (1, 'tt4', 70), (1, 'tt3', 70),
                (2, 'tt1', 100), (2, 'tt4', 70), (2, 'tt3', 70)
                """))
        .contains("tt1 | 1 | tt3 | 0.285714", "tt1 | 2 | tt4 | 0.285714");
  }

  @Test
  void whatIsNotOfferedIsSimilarToNothingButLeadsToWhatIs() {
    assertThat(similar("(1, 'tt5', 100), (1, 'tt1', 100), (2, 'tt5', 100), (2, 'tt1', 100)"))
        .containsExactly("tt5 | 1 | tt1 | 0.285714");
  }

  private static List<String> similar(String preferences) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              dsl.execute(
                  "create temporary table counted_movie on commit drop as select * from (values "
                      + preferences
                      + ") as v (user_id, title_id, preference)");
              Table<?> counted = table(name("counted_movie"));
              return rowsOf(dsl, new SimilarityModel(dsl, new Tastes(counted, counted)).create());
            });
  }

  private static List<String> rowsOf(DSLContext dsl, Table<?> similar) {
    return dsl.fetch(
            "select title_id, rank, similar_title_id, similarity from {0} order by 1, 2", similar)
        .map(
            row ->
                row.intoList().stream().map(Object::toString).collect(Collectors.joining(" | ")));
  }
}
