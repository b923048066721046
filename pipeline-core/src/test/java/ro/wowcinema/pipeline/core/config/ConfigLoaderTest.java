package ro.wowcinema.pipeline.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
  private static final ConfigKey<Path> LANDING = ConfigKey.path("landing", "landing", "");
  private static final ConfigKey<Optional<String>> URL = ConfigKey.text("database.url", "");
  private static final ConfigKey<Optional<String>> USER = ConfigKey.text("database.user", "");
  private static final ConfigKey<Optional<String>> PASSWORD =
      ConfigKey.text("database.password", "").secret();
  private static final ConfigKey<Double> RATIO =
      ConfigKey.ratio("quarantine.max-ratio", "0.05", "");
  private static final ConfigKey<Integer> CATALOG_SIZE =
      ConfigKey.wholeNumber("catalog.size", "15000", "", 0, Integer.MAX_VALUE);
  private static final ConfigKey<Integer> SMALLEST_GROUP =
      ConfigKey.wholeNumber("reports.smallest-group", "5", "", 1, Integer.MAX_VALUE);
  private static final ConfigKey<Integer> PARALLELISM =
      ConfigKey.wholeNumber("tasks.parallelism", "4", "", 1, 64);
  private static final ConfigKey<Duration> TIMEOUT =
      ConfigKey.duration("tasks.timeout", "PT2H", "");
  private static final ConfigKey<Integer> RETRIES =
      ConfigKey.wholeNumber("tasks.TASK.retries", "3", "", 0, 100);
  private static final ConfigKey<Optional<Path>> KEY_FILE =
      ConfigKey.path("privacy.key-file", "", "").optional();
  private static final ConfigKey<Optional<String>> JMX_PASSWORD =
      ConfigKey.text("jmx.password", "");
  private static final ConfigKey<Optional<Path>> JMX_PASSWORD_FILE =
      ConfigKey.path("jmx.password-file", "", "").optional();

  private static final ConfigLoader LOADER =
      new ConfigLoader(new ConfigKeys(ConfigKeys.declaredIn(ConfigLoaderTest.class)));
  private static final String KNOWN_KEYS =
      "known keys are home, landing, database.url, database.user, database.password, "
          + "quarantine.max-ratio, catalog.size, reports.smallest-group, "
          + "tasks.parallelism, tasks.timeout, tasks.TASK.retries, "
          + "privacy.key-file, jmx.password, jmx.password-file";

  @TempDir Path folder;

  @Test
  void everythingHasADefault() throws IOException {
    Config config = load("");

    assertThat(config.home()).isEqualTo(Path.of(".pipeline").toAbsolutePath());
    assertThat(config.get(LANDING)).isEqualTo(Path.of("landing").toAbsolutePath());
    assertThat(config.get(URL)).isEmpty();
    assertThat(config.get(RATIO)).isEqualTo(0.05);
    assertThat(config.get(TIMEOUT)).isEqualTo(Duration.ofHours(2));
    assertThat(config.get(KEY_FILE)).isEmpty();
    assertThat(config.find(TIMEOUT)).isEmpty();
    assertThat(config.origin(TIMEOUT)).isEqualTo("the default");
  }

  @Test
  void fileOverridesDefaultEnvironmentOverridesFileAndFlagsOverrideAll() throws IOException {
    String file =
        """
        tasks:
          parallelism: 5
        catalog:
          size: 5
        quarantine:
          max-ratio: 0.5
        """;
    Map<String, String> environment =
        Map.of("PIPELINE_CATALOG_SIZE", "6", "PIPELINE_QUARANTINE_MAX_RATIO", "0.6");
    Map<ConfigKey<?>, String> flags = Map.of(RATIO, "0.7");

    Config config = LOADER.load(Optional.of(write(file)), environment, flags);

    assertThat(config.get(TIMEOUT)).isEqualTo(Duration.ofHours(2));
    assertThat(config.get(PARALLELISM)).isEqualTo(5);
    assertThat(config.get(CATALOG_SIZE)).isEqualTo(6);
    assertThat(config.get(RATIO)).isEqualTo(0.7);
  }

  @Test
  void keysMayBeNestedOrDotted() throws IOException {
    Config config = load("database.url: jdbc:postgresql://one/db\ndatabase:\n  user: ana\n");

    assertThat(config.get(URL)).contains("jdbc:postgresql://one/db");
    assertThat(config.get(USER)).contains("ana");
  }

  @Test
  void valueThatIsEmptyOrCommentedOutIsTheDefault() throws IOException {
    Config config = load("tasks:\n  parallelism:\ndatabase:\n#  url: jdbc:postgresql://one/db\n");

    assertThat(config.get(PARALLELISM)).isEqualTo(4);
    assertThat(config.get(URL)).isEmpty();
  }

  @Test
  void fileEnvironmentAndFlagsSetKeysOfATemplate() throws IOException {
    Config config =
        LOADER.load(
            Optional.of(
                write("tasks:\n  timeout: PT1H\n  one: {retries: 1}\n  two: {retries: 2}\n")),
            Map.of("PIPELINE_TASKS_TWO_RETRIES", "3", "PIPELINE_TASKS_THREE_D_RETRIES", "4"),
            Map.of(RETRIES.of("four"), "5"));

    assertThat(config.names(RETRIES)).containsExactly("four", "one", "three_d", "two");
    assertThat(config.find(RETRIES.of("one"))).contains(1);
    assertThat(config.find(RETRIES.of("two"))).contains(3);
    assertThat(config.find(RETRIES.of("three_d"))).contains(4);
    assertThat(config.find(RETRIES.of("four"))).contains(5);
    assertThat(config.find(RETRIES.of("five"))).isEmpty();
    assertThat(config.origin(RETRIES.of("two"))).isEqualTo("PIPELINE_TASKS_TWO_RETRIES");
  }

  @Test
  void otherKeysThatResembleATemplateAreUnknown() {
    assertThatThrownBy(() -> load("tasks:\n  one:\n    priority: 1\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown key 'tasks.one.priority'")
        .hasMessageContaining("tasks.TASK.retries");
    assertThatThrownBy(() -> environment(Map.of("PIPELINE_TASKS_ONE_PRIORITY", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PIPELINE_TASKS_ONE_PRIORITY");
  }

  @Test
  void unknownKeyIsNamedTogetherWithThoseThatExist() {
    assertThatThrownBy(() -> load("database:\n  uri: x\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s has an unknown key 'database.uri'; %s"
                .formatted(folder.resolve("pipeline.yaml"), KNOWN_KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"databse:\n  url: x\n", "databse:\n", "landing:\n  dir: x\n", "text"})
  void otherUnknownKeys(String file) {
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown key '")
        .hasMessageContaining(KNOWN_KEYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIPELINE_LANDING_DIRECTORY",
        "PIPELINE_HOME_DIRECTORY",
        "PIPELINE_DB_URL",
        "PIPELINE_PG_URL",
        "PIPELINE_POSTGRES_URL",
        "PIPELINE_JDBC_URL",
        "PIPELINE_DATABASE",
        "PIPELINE_DATABASE_",
        "PIPELINE_DATABASE_ADDRESS",
        "PIPELINE_QUARANTINE_SHARE",
        "PIPELINE_JMX_URL"
      })
  void unknownVariableOfAKnownSectionIsNamedTogetherWithThoseThatExist(String variable) {
    assertThatThrownBy(() -> environment(Map.of(variable, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The environment has an unknown variable " + variable + ";")
        .hasMessageContaining("PIPELINE_DATABASE_URL, PIPELINE_DATABASE_USER")
        .hasMessageEndingWith("PIPELINE_JMX_PASSWORD_FILE");
  }

  @ParameterizedTest
  @CsvSource({
    "PIPELINE_LANDNG, PIPELINE_LANDING",
    "PIPELINE_DATABSE_URL, PIPELINE_DATABASE_URL",
    "PIPELINE_LANDING_FIEL, PIPELINE_LANDING_FILE",
    "PIPELNE_DATABASE_URL, PIPELINE_DATABASE_URL",
    "pipeline_database_url, PIPELINE_DATABASE_URL"
  })
  void variableThatIsNearlyAKnownOneIsNamedTogetherWithIt(String variable, String meant) {
    assertThatThrownBy(() -> environment(Map.of(variable, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("%s is unknown; did you mean %s?", variable, meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PIPELINE_ID", "pipeline_run_id", "PIPES_HOME", "DATABASE_URL", "HOME"})
  void variablesOfOtherProgramsAreIgnored(String variable) {
    assertThat(environment(Map.of(variable, "x")).get(URL)).isEmpty();
  }

  @Test
  void homesOwnFileConfiguresItInAnyWorkingFolder() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(home.resolve("pipeline.yaml"), "database.url: postgresql://own/w\n");
    write("database.url: postgresql://other/w\n");
    Map<String, String> named = Map.of("PIPELINE_HOME", home.toString());

    assertThat(load(named, Map.of(), folder).get(URL)).contains("postgresql://own/w");
    assertThat(load(named, Map.of(), elsewhere).get(URL)).contains("postgresql://own/w");
    assertThat(load(Map.of(), Map.of(Config.HOME, home.toString()), elsewhere).get(URL))
        .contains("postgresql://own/w");
    assertThat(
            load(
                    Map.of("PIPELINE_HOME", elsewhere.toString()),
                    Map.of(Config.HOME, home.toString()),
                    elsewhere)
                .get(URL))
        .contains("postgresql://own/w");
  }

  @Test
  void defaultHomesFileIsReadToo() throws IOException {
    Path home = Files.createDirectory(folder.resolve(".pipeline"));
    Files.writeString(home.resolve("pipeline.yaml"), "catalog.size: 7\n");

    assertThat(load(Map.of(), Map.of(), folder).get(CATALOG_SIZE)).isEqualTo(7);
  }

  @Test
  void environmentOverridesHomesFileAndFileThatIsAskedForReplacesIt() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"), "catalog.size: 7\nreports.smallest-group: 7\n");
    Path other = Files.writeString(folder.resolve("other.yaml"), "reports.smallest-group: 8\n");
    Map<String, String> environment =
        Map.of("PIPELINE_HOME", folder.toString(), "PIPELINE_CATALOG_SIZE", "9");

    Config own = load(environment, Map.of(), folder);
    Config asked = LOADER.load(Optional.of(other), environment, Map.of());

    assertThat(own.get(CATALOG_SIZE)).isEqualTo(9);
    assertThat(own.get(SMALLEST_GROUP)).isEqualTo(7);
    assertThat(asked.get(SMALLEST_GROUP)).isEqualTo(8);
    assertThat(LOADER.load(Optional.of(other), Map.of(), Map.of()).get(CATALOG_SIZE))
        .isEqualTo(15_000);
  }

  @Test
  void pathsInHomesFileAreRelativeToIt() throws IOException {
    write("landing: in\nprivacy.key-file: ../keys/privacy.key\n");

    Config config = environment(Map.of("PIPELINE_HOME", folder.toString()));

    assertThat(config.get(LANDING)).isEqualTo(folder.resolve("in"));
    assertThat(config.get(KEY_FILE)).contains(folder.resolveSibling("keys/privacy.key"));
    assertThat(load("landing: in\n").get(LANDING)).isEqualTo(Path.of("in").toAbsolutePath());
  }

  @Test
  void homesFileMustNotNameAnotherHome() throws IOException {
    Map<String, String> environment = Map.of("PIPELINE_HOME", folder.toString());

    write("home: .\ncatalog.size: 7\n");
    assertThat(environment(environment).get(CATALOG_SIZE)).isEqualTo(7);

    write("home: other\n");
    assertThatThrownBy(() -> environment(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s names another home, 'other'; remove that line, or set PIPELINE_HOME to the other home"
                .formatted(folder.resolve("pipeline.yaml")));
  }

  @Test
  void workingFoldersFileMayNameTheHomeWhereNothingElseDoes() throws IOException {
    write("home: %s\ncatalog.size: 7\n".formatted(folder.resolve("home")));

    Config config = load(Map.of(), Map.of(), folder);

    assertThat(config.home()).isEqualTo(folder.resolve("home"));
    assertThat(config.get(CATALOG_SIZE)).isEqualTo(7);
  }

  @Test
  void workingFolderMayItselfBeTheHome() throws IOException {
    write("home: .\ncatalog.size: 7\n");

    assertThat(load(Map.of(), Map.of(), folder).get(CATALOG_SIZE)).isEqualTo(7);
  }

  /** Users who relied on it must not get an empty database of that home instead. */
  @Test
  void workingFoldersFileIsNotPassedOverInSilence() throws IOException {
    Path home = folder.resolve("home");
    Path file = write("database.url: postgresql://one/w\n");

    assertThatThrownBy(() -> load(Map.of("PIPELINE_HOME", home.toString()), Map.of(), folder))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s is not read, because the home %s is named, whose own file is %s; move it there, or use --config %s"
                .formatted(file, home, home.resolve("pipeline.yaml"), file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalog.size: 7\n", "home: .pipeline\n"})
  void twoFilesOfOneHomeAreOneTooMany(String text) throws IOException {
    Path file = write(text);
    Path home = Files.createDirectory(folder.resolve(".pipeline"));
    Path second = Files.writeString(home.resolve("pipeline.yaml"), "catalog.size: 8\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of(), folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Both %s and %s exist".formatted(file, second));
  }

  @Test
  void valueMayBeInFileThatVariableNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), " pass word \n");
    Path size = Files.writeString(folder.resolve("size"), "7\r\n");

    Config config =
        environment(
            Map.of(
                "PIPELINE_DATABASE_PASSWORD_FILE", secret.toString(),
                "PIPELINE_CATALOG_SIZE_FILE", size.toString()));

    assertThat(config.get(PASSWORD)).contains(" pass word ");
    assertThat(config.get(CATALOG_SIZE)).isEqualTo(7);
  }

  @Test
  void onlyTheLastEndOfLineOfFileIsNoPartOfTheValue() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "one\ntwo\n\n");

    assertThat(
            environment(Map.of("PIPELINE_DATABASE_PASSWORD_FILE", secret.toString())).get(PASSWORD))
        .contains("one\ntwo\n");
  }

  @Test
  void flagsAlsoOverrideFileThatVariableNames() throws IOException {
    Path size = Files.writeString(folder.resolve("size"), "7");

    Config config =
        LOADER.load(
            Optional.of(write("catalog:\n  size: 5\n")),
            Map.of("PIPELINE_CATALOG_SIZE_FILE", size.toString()),
            Map.of(CATALOG_SIZE, "8"));

    assertThat(config.get(CATALOG_SIZE)).isEqualTo(8);
  }

  @Test
  void variableAndItsFileAreOneTooMany() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Map<String, String> both =
        Map.of(
            "PIPELINE_DATABASE_PASSWORD",
            "other",
            "PIPELINE_DATABASE_PASSWORD_FILE",
            secret.toString());

    assertThatThrownBy(() -> environment(both))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The environment has both PIPELINE_DATABASE_PASSWORD and PIPELINE_DATABASE_PASSWORD_FILE; unset one of them");
  }

  @Test
  void fileOfVariableThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(
            () -> environment(Map.of("PIPELINE_DATABASE_PASSWORD_FILE", missing.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "Cannot read the file '%s' that PIPELINE_DATABASE_PASSWORD_FILE names: "
                .formatted(missing));
  }

  @Test
  void contentOfFileOfVariableIsNotRepeatedWhereItIsWrong() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Config config = environment(Map.of("PIPELINE_CATALOG_SIZE_FILE", secret.toString()));

    assertThatThrownBy(() -> config.get(CATALOG_SIZE))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "catalog.size (PIPELINE_CATALOG_SIZE_FILE, %s) must be a whole number from 0"
                .formatted(secret));
  }

  /** Its value is the path itself: jmx.password has no such variable. */
  @Test
  void variableThatIsOfAKeyIsNotTheFileOfAnother() {
    Config config = environment(Map.of("PIPELINE_JMX_PASSWORD_FILE", "/etc/jmx.password"));

    assertThat(config.get(JMX_PASSWORD_FILE)).contains(Path.of("/etc/jmx.password"));
    assertThat(config.get(JMX_PASSWORD)).isEmpty();
  }

  @Test
  void unknownVariableOfFileIsUnknown() {
    assertThatThrownBy(() -> environment(Map.of("PIPELINE_DATABASE_CERTIFICATE_FILE", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "The environment has an unknown variable PIPELINE_DATABASE_CERTIFICATE_FILE;")
        .hasMessageContaining("_FILE at their end");
  }

  @Test
  void fileThatIsNoYamlIsNamed() {
    assertThatThrownBy(() -> load("tasks: [1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pipeline.yaml is not YAML");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> LOADER.load(Optional.of(missing), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Cannot read the configuration: there is no file " + missing);
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> LOADER.load(Optional.of(folder), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Cannot read " + folder);
  }

  @Test
  void listIsNoSingleValue() {
    assertThatThrownBy(() -> load("landing: [a, b]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("landing in")
        .hasMessageContaining("must be a single value");
  }

  private static Config environment(Map<String, String> variables) {
    return LOADER.load(Optional.empty(), variables, Map.of());
  }

  private static Config load(
      Map<String, String> environment, Map<ConfigKey<?>, String> flags, Path workingFolder) {
    return LOADER.load(Optional.empty(), environment, flags, workingFolder);
  }

  private Config load(String file) throws IOException {
    return LOADER.load(Optional.of(write(file)), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("pipeline.yaml"), text);
  }
}
