package ro.wowcinema.pipeline.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong value says its key, itself, where it comes from and what it must be. */
final class ConfigKeyTest {
  private static final ConfigKey<Integer> TASKS =
      ConfigKey.wholeNumber("tasks.parallelism", "4", "tasks at a time", 1, 64);
  private static final ConfigKey<Duration> TIMEOUT = ConfigKey.duration("a.timeout", "PT2H", "");
  private static final String DURATION = "an ISO-8601 duration such as PT30S or PT2H";

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void sayWhatTheyAre() {
    assertThat(TASKS.path()).isEqualTo("tasks.parallelism");
    assertThat(TASKS.environmentVariable()).isEqualTo("PIPELINE_TASKS_PARALLELISM");
    assertThat(TASKS.defaultText()).isEqualTo("4");
    assertThat(TASKS.description()).isEqualTo("tasks at a time");
    assertThat(TASKS.expected()).isEqualTo("a whole number from 1 to 64");
    assertThat(TASKS.isSecret()).isFalse();
    assertThat(TASKS).hasToString("tasks.parallelism");
  }

  @Test
  void text() {
    ConfigKey<Optional<String>> key = ConfigKey.text("a.text", "");
    assertThat(value(key, " pass word ")).contains(" pass word ");
    assertThat(value(key, " ")).isEmpty();
  }

  @Test
  void requiredText() {
    ConfigKey<String> key = ConfigKey.requiredText("a.schema", "public", "", "a schema");
    assertThat(value(key, " shop ")).isEqualTo("shop");
    assertThat(Config.of(Map.of()).get(key)).isEqualTo("public");
    assertWrong(key, "a schema", " ");
  }

  @Test
  void list() {
    ConfigKey<List<String>> key = ConfigKey.list("a.names", "");
    assertThat(value(key, " node-1, ,node-2 ,")).containsExactly("node-1", "node-2");
    assertThat(value(key, "")).isEmpty();
  }

  @Test
  void path() {
    ConfigKey<Path> key = ConfigKey.path("a.folder", "in", "");
    assertThat(value(key, "/data/../in")).isEqualTo(Path.of("/in"));
    assertThat(value(key, "in")).isEqualTo(Path.of("in").toAbsolutePath());
    assertWrong(key, "a folder", "", " ");
    assertThat(value(key.optional(), "/data/in")).contains(Path.of("/data/in"));
    assertThat(value(key.optional(), " ")).isEmpty();
  }

  @Test
  void flag() {
    ConfigKey<Boolean> key = ConfigKey.flag("a.flag", "");
    assertThat(value(key, "TRUE")).isTrue();
    assertThat(value(key, " False ")).isFalse();
    assertWrong(key, "true or false", "yes", "1", "");
  }

  @Test
  void wholeNumber() {
    assertThat(value(TASKS, "1")).isEqualTo(1);
    assertThat(value(TASKS, "64")).isEqualTo(64);
    assertWrong(
        TASKS, "a whole number from 1 to 64", "0", "65", "-1", "2.5", "many", "99999999999", "");
    ConfigKey<Integer> unlimited = ConfigKey.wholeNumber("a.size", "9", "", 0, Integer.MAX_VALUE);
    assertThat(value(unlimited, "0")).isZero();
    assertWrong(unlimited, "a whole number from 0", "-1", "15k");
  }

  @Test
  void ratio() {
    ConfigKey<Double> key = ConfigKey.ratio("a.ratio", "0.5", "");
    assertThat(value(key, "0")).isZero();
    assertThat(value(key, " 1 ")).isEqualTo(1);
    assertWrong(key, "a number from 0 to 1", "-0.01", "1.01", "5%", "NaN", "");
  }

  @Test
  void duration() {
    assertThat(value(TIMEOUT, "PT90M")).isEqualTo(Duration.ofMinutes(90));
    assertThat(value(TIMEOUT, "PT0S")).isZero();
    assertWrong(TIMEOUT, DURATION, "2h", "-PT1S", "");
  }

  @Test
  void period() {
    ConfigKey<Period> key = ConfigKey.period("a.period", "P90D", "");
    assertThat(value(key, "P6W")).isEqualTo(Period.ofDays(42));
    assertThat(value(key, " P1Y6M ")).isEqualTo(Period.of(1, 6, 0));
    assertWrong(
        key,
        "an ISO-8601 period such as P90D or P2Y, and longer than P0D",
        "90",
        "PT90H",
        "P0D",
        "-P1D",
        "P1Y-1D",
        "");
  }

  @Test
  void timeAndDate() {
    ConfigKey<LocalTime> time = ConfigKey.time("a.time", "03:30", "");
    assertThat(value(time, "23:59")).isEqualTo(LocalTime.of(23, 59));
    assertWrong(time, "a time of day such as 03:30", "24:30", "half past three", "");
    ConfigKey<Optional<LocalDate>> date = ConfigKey.date("a.date", "");
    assertThat(value(date, "2026-10-01")).contains(LocalDate.of(2026, 10, 1));
    assertThat(value(date, "")).isEmpty();
    assertWrong(date, "a date such as 2026-10-01", "1 October");
  }

  @Test
  void constant() {
    ConfigKey<Colour> key = ConfigKey.oneOf("a.colour", Colour.RED, "");
    assertThat(value(key, " Dark_Blue ")).isEqualTo(Colour.DARK_BLUE);
    assertThat(key.defaultText()).isEqualTo("red");
    assertThat(Config.of(Map.of()).get(key)).isEqualTo(Colour.RED);
    assertWrong(key, "one of red, dark_blue", "green", "");
  }

  @Test
  void url() {
    String expected = "an http or https URL without user, query and fragment";
    ConfigKey<URI> key = ConfigKey.url("a.url", "", "", WebUrl::isPlain, expected);
    assertThat(value(key, "http://mirror/imdb")).isEqualTo(URI.create("http://mirror/imdb"));
    assertThat(value(key, "https://mirror:8443/")).isEqualTo(URI.create("https://mirror:8443/"));
    assertWrong(
        key,
        expected,
        "ftp://mirror/",
        "file:///etc/",
        "mirror",
        "http:///x",
        "http://m/?q=1",
        "http://m/#f",
        "");
  }

  @Test
  void userOfAUrlIsNotRepeated() {
    ConfigKey<URI> key = ConfigKey.url("a.url", "", "", WebUrl::isPlain, "a URL without user");

    assertThatThrownBy(() -> value(key, "https://ana:s3cret@mirror/"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a.url is 'https://…@mirror/'")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void secretIsNotRepeated() {
    ConfigKey<URI> key =
        ConfigKey.url("a.hook", "", "", WebUrl::hasNoUser, "a URL without user").secret();
    assertThat(value(key, " https://hooks/a?b=c ")).isEqualTo(URI.create("https://hooks/a?b=c"));
    assertThat(key.isSecret()).isTrue();
    for (String wrong : new String[] {"hooks/s3cret", "ftp://hooks/s3cret", "https:// s3cret"}) {
      assertThatThrownBy(() -> value(key, wrong))
          .isInstanceOf(ConfigException.class)
          .hasMessage("a.hook (the command line) must be a URL without user, and is not");
    }
  }

  @Test
  void checkOfItsOwn() {
    ConfigKey<Duration> key = TIMEOUT.matching(timeout -> !timeout.isZero(), "more than PT0S");
    assertThat(value(key, "PT0.5S")).isEqualTo(Duration.ofMillis(500));
    assertThat(key.expected()).isEqualTo("more than PT0S");
    assertWrong(key, "more than PT0S", "PT0S");
    assertWrong(key, DURATION, "a minute");
  }

  @Test
  void variableThatHoldsAWrongValueIsNamed() {
    Config config =
        loader(TASKS)
            .load(Optional.empty(), Map.of("PIPELINE_TASKS_PARALLELISM", "many"), Map.of());

    assertThatThrownBy(() -> config.get(TASKS))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tasks.parallelism is 'many' (PIPELINE_TASKS_PARALLELISM), and must be "
                + "a whole number from 1 to 64");
  }

  @Test
  void fileThatHoldsAWrongValueIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), "a: {timeout: soon}");
    Config config = loader(TIMEOUT).load(Optional.of(file), Map.of(), Map.of());

    assertThatThrownBy(() -> config.get(TIMEOUT))
        .isInstanceOf(ConfigException.class)
        .hasMessage("a.timeout is 'soon' (%s), and must be %s".formatted(file, DURATION));
  }

  @Test
  void twoKeysOfOnePathAreOneTooMany() {
    assertThatThrownBy(() -> new ConfigKeys(List.of(TASKS, ConfigKey.text(TASKS.path(), ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are two keys tasks.parallelism");
  }

  @Test
  void constantsOfAClassAreFoundInTheirOrder() {
    assertThat(ConfigKeys.declaredIn(ConfigKeyTest.class)).containsExactly(TASKS, TIMEOUT);
  }

  private static ConfigLoader loader(ConfigKey<?> key) {
    return new ConfigLoader(new ConfigKeys(List.of(key)));
  }

  private static void assertWrong(ConfigKey<?> key, String expected, String... wrong) {
    for (String value : wrong) {
      assertThatThrownBy(() -> value(key, value))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "%s is '%s' (the command line), and must be %s"
                  .formatted(key.path(), value, expected));
    }
  }

  private static <T> T value(ConfigKey<T> key, String text) {
    return Config.of(Map.of(key, text)).get(key);
  }
}
