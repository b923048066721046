package ro.wowcinema.pipeline.jobs.mart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Every figure that people read is defined, in both languages. */
final class DefinitionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  /** What figures are grouped by and named with. */
  private static final String KEYS =
      """
      ('month'), ('period_month'), ('cohort_month'), ('months_since'), ('as_of_date'), ('rank'), ('weekday'), ('hour'),
      ('user_id'), ('title_id'), ('title_name'), ('plan_name'), ('from_plan'), ('to_plan'), ('region_name'), ('genre'),
      ('currency_code'), ('activity_window'), ('status'), ('segment'), ('movement'), ('bucket'), ('kpi'), ('component'),
      ('components')\
      """;

  private static final String COLUMNS =
      """
      select c.table_name as report, c.column_name as name
      from information_schema.columns as c
      where c.table_schema = 'mart' and (c.table_name like 'report%' or c.table_name in ('kpi', 'kpi_component', 'kpi_history'))
        -- Of churn, what the value of a segment is called.
        and not (c.table_name = 'report_churn_by_segment' and c.column_name = 'value')
        and c.column_name not in (select k from (values KEYS) as keys (k))
      """
          .replace("KEYS", KEYS);

  @Test
  void everyFigureOfAReportIsDefined() {
    assertThat(
            rows(
                "select report || '.' || name from ("
                    + COLUMNS
                    + ") as c where not exists (select from mart.definition as d where d.figure in (c.name, c.report || '.' || c.name)) order by 1"))
        .isEmpty();
  }

  @Test
  void everyDefinitionIsOfAFigureOrAKpi() {
    assertThat(
            rows(
                "select figure from mart.definition as d where not exists (select from ("
                    + COLUMNS
                    + ") as c where d.figure in (c.name, c.report || '.' || c.name))"
                    + " and figure not in (select kpi from mart.kpi_weight) order by 1"))
        .isEmpty();
    assertThat(rows("select kpi from mart.kpi_weight except select figure from mart.definition"))
        .isEmpty();
  }

  @Test
  void bothLanguagesSaySomethingOfTheirOwn() {
    assertThat(
            rows(
                "select figure from mart.definition where trim(text_en) = '' or trim(text_ro) = '' or text_en = text_ro or trim(name_ro) = ''"))
        .isEmpty();
  }

  private static List<Object> rows(String sql) {
    return List.copyOf(warehouse.dsl().fetchValues(sql));
  }
}
