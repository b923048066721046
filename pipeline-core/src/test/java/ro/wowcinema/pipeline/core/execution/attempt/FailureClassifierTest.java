package ro.wowcinema.pipeline.core.execution.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

final class FailureClassifierTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "53300", "53100", "40001", "40P01", "55P03", "57P01", "57P02", "57P03",
        "58030", "25P03"
      })
  void mayPass(String state) {
    assertThat(FailureClassifier.isTransient(new SQLException("x", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22P02", "42P01", "57014", "0A000", "P0001", "40", ""})
  void willNotPass(String state) {
    assertThat(FailureClassifier.isTransient(new SQLException("x", state))).isFalse();
  }

  @Test
  void willNotPassWithoutState() {
    assertThat(FailureClassifier.isTransient(new SQLException("x"))).isFalse();
    assertThat(FailureClassifier.isTransient(new IOException("disk"))).isFalse();
  }

  @Test
  void exhaustedPoolMayPass() {
    assertThat(FailureClassifier.isTransient(new SQLTransientConnectionException("pool"))).isTrue();
  }

  @Test
  void transientFailureOfAJobIsRetriedAndReportedWithItsMessage() {
    SQLException cause = new SQLException("x", "23505");
    TransientFailureException failure = new TransientFailureException("server is busy", cause);

    assertThat(FailureClassifier.isTransient(failure)).isTrue();
    assertThat(FailureClassifier.message(failure)).isEqualTo("server is busy");
  }

  @Test
  void causeCounts() {
    SQLException lost = new SQLException("connection lost", "08006");
    IOException wrapped = new IOException("Write to copy failed.", lost);

    assertThat(FailureClassifier.isTransient(wrapped)).isTrue();
    assertThat(FailureClassifier.message(wrapped)).isEqualTo("connection lost");
  }

  @Test
  void valueThatTheDatabaseCouldNotConvertIsNotRepeated() {
    assertThat(told("22P02", "ERROR: invalid input syntax for type integer: \"RO49 \"x\ny\""))
        .isEqualTo("ERROR: invalid input syntax for type integer: …");
    assertThat(told("22021", "ERROR: invalid byte sequence for encoding \"UTF8\": 0x49"))
        .isEqualTo("ERROR: invalid byte sequence for encoding \"UTF8\": …");
    assertThat(told("22003", "ERROR: integer out of range"))
        .isEqualTo("ERROR: integer out of range");
    assertThat(told("42P01", "ERROR: no such table: \"x\""))
        .isEqualTo("ERROR: no such table: \"x\"");
    assertThat(told(null, "closed: \"x\"")).isEqualTo("closed: \"x\"");
  }

  private static String told(String state, String message) {
    return FailureClassifier.message(
        new IllegalStateException("SQL", new SQLException(message, state)));
  }
}
