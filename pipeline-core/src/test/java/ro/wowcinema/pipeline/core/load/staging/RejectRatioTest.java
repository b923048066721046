package ro.wowcinema.pipeline.core.load.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.load.format.BadFileException;

/** More bad records than {@code quarantine.max-ratio} allows fail the file; as many do not. */
final class RejectRatioTest extends LoaderTest {
  @Test
  void asManyAsAllowedAreAccepted() throws IOException, SQLException {
    allowRejects(0.05);

    load(PLANS_CSV, lines(95, 5));

    assertThat(accounts()).containsExactly("100|95|5|0");
    assertThat(quarantine()).hasSize(5);
  }

  @Test
  void oneMoreFailsTheFileAndNothingIsKept() {
    allowRejects(0.05);

    assertThatThrownBy(() -> load(PLANS_CSV, lines(94, 6)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("6 of 100 records are bad")
        .hasMessageContaining("quarantine.max-ratio (0.05)")
        .hasMessageEndingWith("6 malformed_required_field (plan_id, first in line 96)");
    assertThat(staged(PLANS_CSV)).isEmpty();
    assertThat(quarantine()).isEmpty();
    assertThat(accounts()).isEmpty();
  }

  @Test
  void boundaryIsExactWhereBinaryFractionsAreNot() throws IOException, SQLException {
    // 0.29 × 100 is 28.999999999999996 in binary.
    allowRejects(0.29);

    load(PLANS_CSV, lines(71, 29));

    assertThat(accounts()).containsExactly("100|71|29|0");
  }

  @Test
  void zeroAllowsNone() {
    allowRejects(0);

    assertThatThrownBy(() -> load(PLANS_CSV, lines(100, 1))).isInstanceOf(BadFileException.class);
  }

  @Test
  void oneAllowsAll() throws IOException, SQLException {
    allowRejects(1);

    load(PLANS_CSV, lines(0, 3));

    assertThat(accounts()).containsExactly("3|0|3|0");
  }

  @Test
  void fileWithoutRecordsIsNotBad() throws IOException, SQLException {
    allowRejects(0);

    load(PLANS_CSV, lines(0, 0));

    assertThat(accounts()).containsExactly("0|0|0|0");
  }

  private static String[] lines(int good, int bad) {
    List<String> lines = new ArrayList<>(List.of("plan_id,plan_name"));
    for (int i = 0; i < good; i++) {
      lines.add("1,Gold");
    }
    for (int i = 0; i < bad; i++) {
      lines.add("x,Gold");
    }
    return lines.toArray(String[]::new);
  }
}
