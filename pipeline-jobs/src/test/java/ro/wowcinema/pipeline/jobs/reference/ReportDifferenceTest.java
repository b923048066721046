package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportDifferenceTest {
  private static final String ACTIVITY =
      """
      ever | active   | 8
      ever | inactive | 2
      """;

  @Test
  void isNothingForTheSameRowsInWhateverOrder() {
    assertThat(
            activity(
                """
                ever | inactive | 2
                ever | active   | 8
                """))
        .isEmpty();
  }

  @Test
  void namesTheReportTheRowTheColumnAndBothValues() {
    assertThat(
            activity(
                """
                ever | active   | 8
                ever | inactive | 3
                """))
        .containsExactly(
            "report_user_activity row [ever, inactive] column users: expected 2, actual 3");
  }

  @Test
  void tellsOfRowsThatAreMissing() {
    assertThat(activity("ever | active | 8"))
        .containsExactly(
            "report_user_activity row [ever, inactive]: expected [ever, inactive, 2],"
                + " actual has no such row");
  }

  @Test
  void tellsOfRowsThatAreTooMany() {
    assertThat(activity(ACTIVITY + "ever | active | 8"))
        .containsExactly(
            "report_user_activity row [ever, active, again]: expected no such row,"
                + " actual [ever, active, 8]");
  }

  @Test
  void mindsTheOrderWhereTheContractDoes() {
    assertThat(
            difference(
                Report.TOP_10_MOVIES,
                """
                1 | tt0000004 | Delta | 5 | 7.00
                2 | tt0000001 | Alpha | 3 | 7.50
                """,
                """
                2 | tt0000001 | Alpha | 3 | 7.50
                1 | tt0000004 | Delta | 5 | 7.00
                """))
        .containsExactly("report_top_10_movies place 1: expected row [1], actual row [2]");
  }

  @Test
  void mindsTheNumberOfDecimals() {
    assertThat(difference(Report.USER_DISTRIBUTION_BY_PLAN, "Gold | 2 | 0.5000", "Gold | 2 | 0.5"))
        .containsExactly(
            "report_user_distribution_by_plan row [Gold] column share:"
                + " expected 0.5000, actual 0.5");
  }

  private static List<String> activity(String actual) {
    return difference(Report.USER_ACTIVITY, ACTIVITY, actual);
  }

  private static List<String> difference(Report report, String expected, String actual) {
    return ReportDifference.between(
        report.view(), ReportRows.ofText(report, expected), ReportRows.ofText(report, actual));
  }
}
