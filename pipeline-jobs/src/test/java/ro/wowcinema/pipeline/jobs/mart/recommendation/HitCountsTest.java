package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Figures computed by hand, with k = 3. */
final class HitCountsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final String WATCHED =
      "(1, 'a'), (1, 'b'), (2, 'c'), (3, 'd'), (4, 'e'), (4, 'f'), (4, 'g'), (4, 'h')";

  @Test
  void hitsCountTheMoreTheHigherTheyRank() {
    // User 1: 1 and 1 ÷ log2(4), of 1 + 1 ÷ log2(3) at best: 0.919721. User 2: 1 ÷ log2(3) of 1:
    // 0.630930. User 3: nothing.
    // User 4: 1 of 1 + 1 ÷ log2(3) + 1 ÷ log2(4), as only three could be named: 0.469279.
    RecommenderScore score =
        score("(1, 1, 'a'), (1, 2, 'x'), (1, 3, 'b'), (2, 1, 'x'), (2, 2, 'c'), (4, 1, 'e')");

    assertThat(score)
        .isEqualTo(
            new RecommenderScore(
                "tried",
                4,
                new BigDecimal("0.7500"),
                new BigDecimal("0.5050"),
                5,
                new BigDecimal("0.0000")));
  }

  @Test
  void whoNamesNothingScoresNothing() {
    RecommenderScore score = score("(9, 1, 'a')");

    assertThat(score.users()).isEqualTo(4);
    assertThat(score.hitRate()).isEqualByComparingTo("0");
    assertThat(score.ndcg()).isEqualByComparingTo("0");
  }

  @Test
  void whoNamesAllFirstScoresAll() {
    RecommenderScore score =
        score(
            "(1, 1, 'b'), (1, 2, 'a'), (2, 1, 'c'), (3, 1, 'd'), (4, 1, 'h'), (4, 2, 'g'), (4, 3, 'e')");

    assertThat(score.hitRate()).isEqualByComparingTo("1");
    assertThat(score.ndcg()).isEqualByComparingTo("1");
  }

  private static RecommenderScore score(String recommended) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              Table<?> watched = make(dsl, "watched", "user_id, title_id", WATCHED);
              Table<?> users = make(dsl, "users", "user_id", "(1), (2), (3), (4)");
              Table<?> named = make(dsl, "recommended", "user_id, rank, title_id", recommended);
              return new HitCounts(dsl, watched, users, 3).of("tried", named);
            });
  }

  private static Table<?> make(DSLContext dsl, String table, String columns, String rows) {
    dsl.execute(
        "create temporary table %s on commit drop as select * from (values %s) as v (%s)"
            .formatted(table, rows, columns));
    return table(name(table));
  }
}
