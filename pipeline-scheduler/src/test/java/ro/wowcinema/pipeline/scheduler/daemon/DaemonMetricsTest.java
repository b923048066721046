package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.KnownKeys;

/**
 * What a daemon that has just started shows at {@code /metrics}, and what is built on it: {@code
 * docs/metrics.md}, the alert rules and the dashboard.
 */
final class DaemonMetricsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/metrics.md");
  private static final Path RUNBOOK = ROOT.resolve("docs/operations.md");
  private static final Path RULES = ROOT.resolve("deploy/prometheus/rules.yml");
  private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/dashboards/pipeline.json");

  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `([a-z_0-9]+)` \\| ([a-z]+) \\|", Pattern.MULTILINE);
  private static final Pattern EXPORTED =
      Pattern.compile("^# TYPE ([a-z_0-9]+) ([a-z]+)$", Pattern.MULTILINE);
  private static final Pattern HELP =
      Pattern.compile("^# HELP ([a-z_0-9]+) (.*)$", Pattern.MULTILINE);
  private static final Pattern NAME =
      Pattern.compile("\\b(?:pipeline|hikaricp|jvm|process|system)_[a-z_0-9]+");
  private static final Pattern INCREASE =
      Pattern.compile("\\b(?:increase|rate)\\(((?:pipeline|hikaricp)_\\w+)(?:\\{([^}]*)\\})?\\[");
  private static final Pattern ALERT = Pattern.compile("- alert: \\w+");
  private static final Pattern EXPRESSION =
      Pattern.compile("^ +expr: (?:>-\\n +)?(.+)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("docs/operations\\.md#([a-z-]+)");
  private static final Pattern HEADING = Pattern.compile("^#{2,3} (.+)$", Pattern.MULTILINE);
  private static final Pattern WEB_ADDRESS = Pattern.compile("http (\\S+:\\d+)");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static String scraped;

  @BeforeAll
  static void scrapeFreshDaemon(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path landing = Files.createDirectory(folder.resolve("landing"));
    Config config =
        new ConfigLoader(KnownKeys.ALL)
            .load(
                Optional.empty(),
                Map.of(
                    "PIPELINE_HOME",
                    home.toString(),
                    "PIPELINE_LANDING",
                    landing.toString(),
                    "PIPELINE_DATABASE_URL",
                    warehouse.connectionInfo().toLibpqUri(),
                    "PIPELINE_JMX_PORT",
                    "0",
                    "PIPELINE_WEB_PORT",
                    "0",
                    // Never used: nothing is due in a new database.
                    "PIPELINE_ALERT_WEBHOOK_URL",
                    "http://127.0.0.1:9/hook"),
                Map.of());
    try (Daemon daemon = Daemon.start(config, Clock.systemUTC())) {
      Matcher address = WEB_ADDRESS.matcher(daemon.address());
      assertThat(address.find()).isTrue();
      scraped =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://" + address.group(1) + "/metrics"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
    }
  }

  @Test
  void pageListsExactlyOurSeriesWithTheirTypes() throws IOException {
    assertThat(ours(found(DOCUMENTED, Files.readString(PAGE))))
        .as("the tables in %s", PAGE)
        .isEqualTo(ours(found(EXPORTED, scraped)))
        .hasSizeGreaterThan(30);
  }

  /** Some of the virtual machine's are there only with some collectors, or after a collection. */
  @Test
  void pageListsEverySeriesOfTheProcess() throws IOException {
    assertThat(found(DOCUMENTED, Files.readString(PAGE)).entrySet())
        .containsAll(found(EXPORTED, scraped).entrySet());
  }

  @Test
  void everySeriesIsDescribed() {
    assertThat(found(HELP, scraped)).containsOnlyKeys(found(EXPORTED, scraped).keySet());
    assertThat(found(HELP, scraped).values()).noneMatch(String::isBlank);
  }

  @Test
  void countersAndNoOthersEndInTotal() {
    found(EXPORTED, scraped)
        .forEach(
            (name, type) ->
                assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter")));
  }

  /** What {@code promtool check metrics} says too. */
  @Test
  void namesHaveBaseUnitsInFullAndNoReservedEnding() {
    found(EXPORTED, scraped)
        .forEach(
            (name, type) ->
                assertThat(name)
                    .doesNotMatch(".*_(ns|us|ms|s|kb|mb|gb|b|pct)(_total)?")
                    .doesNotMatch(".*_(milli|micro|nano)seconds(_total)?")
                    .doesNotMatch(".*_(count|sum|bucket)"));
  }

  @Test
  void rulesUseOnlyWhatIsExported() throws IOException {
    Set<String> used = names(expressions());

    assertThat(used).hasSizeGreaterThan(10);
    assertThat(exported()).containsAll(used);
  }

  @Test
  void dashboardUsesOnlyWhatIsExported() throws IOException {
    Set<String> used = names(String.join("\n", queries()));

    assertThat(used).hasSizeGreaterThan(20);
    assertThat(exported()).containsAll(used);
  }

  /** Prometheus sees no increase from nothing to 1. */
  @Test
  void whateverIncreasesStartsAtZero() throws IOException {
    String all = expressions() + String.join("\n", queries());
    List<String> increasing =
        INCREASE.matcher(all).results().map(MatchResult::group).distinct().toList();

    assertThat(increasing).hasSizeGreaterThan(5);
    for (String one : increasing) {
      Matcher parts = INCREASE.matcher(one);
      assertThat(parts.find()).isTrue();
      List<String> series = series(parts.group(1), parts.group(2));
      assertThat(series).as("series of %s", one).isNotEmpty();
      assertThat(series).allMatch(line -> line.matches(".* 0(\\.0)?"), "it is 0");
    }
  }

  @Test
  void ruleLeadsToTheRunbook() throws IOException {
    String rules = Files.readString(RULES);
    List<String> links = LINK.matcher(rules).results().map(match -> match.group(1)).toList();

    assertThat(links).hasSameSizeAs(ALERT.matcher(rules).results().toList()).isNotEmpty();
    assertThat(headings(Files.readString(RUNBOOK))).containsAll(links);
  }

  @Test
  void dashboardTakesItsDataSourceFromAVariable() throws IOException {
    JsonNode dashboard = dashboard();

    assertThat(dashboard.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
    assertThat(dashboard.path("templating").path("list").get(0).path("type").asText())
        .isEqualTo("datasource");
    assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  private static Map<String, String> ours(Map<String, String> types) {
    Map<String, String> ours = new TreeMap<>(types);
    ours.keySet().removeIf(name -> !name.startsWith("pipeline_") && !name.startsWith("hikaricp_"));
    return ours;
  }

  private static Map<String, String> found(Pattern pattern, String text) {
    Map<String, String> types = new TreeMap<>();
    pattern.matcher(text).results().forEach(match -> types.put(match.group(1), match.group(2)));
    return types;
  }

  /** Names of series: of a histogram, those of its parts. */
  private static Set<String> exported() {
    return scraped
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(toSet());
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
  }

  private static List<String> series(String name, String selectors) {
    List<String> labels = new ArrayList<>();
    if (selectors != null) {
      // Of other selectors than name="value", any label will do.
      for (String selector : selectors.split(",", -1)) {
        if (selector.matches("\\w+=\"[^\"$]*\"")) {
          labels.add(selector);
        }
      }
    }
    return scraped
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> labels.stream().allMatch(line::contains))
        .toList();
  }

  /** What of the rules is PromQL. */
  private static String expressions() throws IOException {
    return EXPRESSION
        .matcher(Files.readString(RULES))
        .results()
        .map(match -> match.group(1) + "\n")
        .collect(joining());
  }

  private static List<String> queries() throws IOException {
    JsonNode dashboard = dashboard();
    List<String> queries = new ArrayList<>(dashboard.findValuesAsText("expr"));
    queries.addAll(dashboard.path("templating").findValuesAsText("definition"));
    return queries;
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Files.readString(DASHBOARD));
  }

  private static List<String> headings(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9 -]", "")
                    .replace(' ', '-'))
        .toList();
  }
}
