package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionInfoTest {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void neverShowsAPassword() {
    String url = "jdbc:postgresql://db/warehouse?password=in-the-url&ssl=true";
    ConnectionInfo info = new ConnectionInfo(url, "loader", Optional.of("given-apart"));

    assertThat(info.toString())
        .isEqualTo("jdbc:postgresql://db/warehouse?password=***&ssl=true as loader");
  }

  @Test
  void readsJdbcUrls() {
    ConnectionInfo info =
        ConnectionInfo.parse("jdbc:postgresql://db:5433/w?user=loader&password=s3cret", NONE, NONE);

    assertThat(info.user()).isEqualTo("loader");
    assertThat(info.password()).contains("s3cret");
  }

  @Test
  void urlKeepsNoLoginThatWouldBeatThatOfSomebodyElse() {
    assertThat(
            ConnectionInfo.parse(
                "jdbc:postgresql://db/w?user=loader&ssl=true&password=s3cret", NONE, NONE))
        .isEqualTo(
            new ConnectionInfo("jdbc:postgresql://db/w?ssl=true", "loader", Optional.of("s3cret")));
    assertThat(ConnectionInfo.parse("jdbc:postgresql://db/w?user=loader", NONE, NONE).url())
        .isEqualTo("jdbc:postgresql://db/w");
  }

  @Test
  void readsLibpqUris() {
    ConnectionInfo info =
        ConnectionInfo.parse("postgres://lo%40der:p%3Aw+d@db:5433/w?ssl=true", NONE, NONE);

    assertThat(info)
        .isEqualTo(
            new ConnectionInfo(
                "jdbc:postgresql://db:5433/w?ssl=true", "lo@der", Optional.of("p:w+d")));
  }

  @Test
  void whatIsGivenApartBeatsTheUrl() {
    ConnectionInfo info =
        ConnectionInfo.parse("postgresql://a:b@db/w", Optional.of("c"), Optional.of("d"));

    assertThat(info).isEqualTo(new ConnectionInfo("jdbc:postgresql://db/w", "c", Optional.of("d")));
  }

  @Test
  void withoutAUserTheOperatingSystemsConnects() {
    assertThat(ConnectionInfo.parse("jdbc:postgresql://db/w", NONE, NONE))
        .isEqualTo(
            new ConnectionInfo("jdbc:postgresql://db/w", System.getProperty("user.name"), NONE));
  }

  @Test
  void writesALibpqUriThatReadsBack() {
    ConnectionInfo info =
        new ConnectionInfo("jdbc:postgresql://localhost:5433/w", "a b", Optional.of("p@ss/w:rd"));

    String uri = info.toLibpqUri();

    assertThat(uri).isEqualTo("postgresql://a%20b:p%40ss%2Fw%3Ard@localhost:5433/w");
    assertThat(ConnectionInfo.parse(uri, NONE, NONE)).isEqualTo(info);
  }

  @Test
  void refusesOtherUrlsWithoutShowingTheirPassword() {
    assertThatThrownBy(() -> ConnectionInfo.parse("jdbc:mysql://u:s3cret@db/w", NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a PostgreSQL URL")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.com:5433/w?user=u&password=s3cret, postgresql://db.example.com:5433/w",
    "postgresql://u:s3cret@db/w?sslmode=require&sslpassword=s3cret, postgresql://db/w",
    "jdbc:postgresql:w, postgresql:w"
  })
  void addressHasNoLoginAndNoParameters(String url, String address) {
    assertThat(ConnectionInfo.parse(url, Optional.empty(), Optional.empty()).address())
        .isEqualTo(address);
  }

  @Test
  void neverShowsAPasswordThatBreaksItsUrl() {
    assertThatThrownBy(() -> ConnectionInfo.parse("postgresql://u:sec/ret@h:1/db", NONE, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%2F")
        .hasMessageNotContaining("sec")
        .hasMessageNotContaining("ret@");
  }
}
