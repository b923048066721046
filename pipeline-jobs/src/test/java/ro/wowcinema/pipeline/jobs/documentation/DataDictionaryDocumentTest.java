package ro.wowcinema.pipeline.jobs.documentation;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.documentation.Dictionary.Relation;

/**
 * {@code docs/data-dictionary.md} is what the database's own comments say, and nothing has none.
 */
final class DataDictionaryDocumentTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Document DICTIONARY = Document.named("data-dictionary.md");
  private static final Document ANALYSTS = Document.named("analysts.md");

  @Test
  void isWhatTheCommentsSay() throws IOException {
    Dictionary dictionary = new Dictionary(warehouse.dsl());
    List<Relation> mart = dictionary.relations("mart");

    DICTIONARY.assertHasSections(
        Map.of(
            "reports", Dictionary.text(mart.stream().filter(Relation::isForPeople).toList()),
            "figures", dictionary.figures().toString(),
            "weights", dictionary.weights().toString(),
            "aggregates",
                Dictionary.text(mart.stream().filter(not(Relation::isForPeople)).toList()),
            "functions", dictionary.functions("mart").toString()));
  }

  @Test
  void dashboardsAreThoseOfTheMart() throws IOException {
    ANALYSTS.assertHasSections(Map.of("dashboards", new Dictionary(warehouse.dsl()).dashboards()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouse", "mart"})
  void everyTableViewAndColumnHasAComment(String schema) {
    assertThat(new Dictionary(warehouse.dsl()).relations(schema))
        .isNotEmpty()
        .allSatisfy(
            relation -> {
              assertThat(relation.comment())
                  .as("comment on %s.%s", schema, relation.name())
                  .isNotBlank();
              assertThat(relation.columns())
                  .isNotEmpty()
                  .allSatisfy(
                      column ->
                          assertThat(column.comment())
                              .as("comment on %s.%s.%s", schema, relation.name(), column.name())
                              .isNotBlank());
            });
  }

  @Test
  void analystsMayAskEveryQueryOfTheirPage() throws IOException {
    assertThat(ANALYSTS.queries())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            query ->
                warehouse
                    .dsl()
                    .transaction(
                        configuration -> {
                          configuration.dsl().execute("SET LOCAL ROLE wow_analyst");
                          configuration.dsl().fetch(query);
                        }));
  }
}
