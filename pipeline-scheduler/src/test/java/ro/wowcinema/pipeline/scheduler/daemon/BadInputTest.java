package ro.wowcinema.pipeline.scheduler.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.operations.OperatedDag;
import ro.wowcinema.pipeline.core.operations.OperatorActions;
import ro.wowcinema.pipeline.core.operations.RunSignals;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.CatchUp;
import ro.wowcinema.pipeline.core.schedule.Deliveries;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.jmx.JmxServer;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans;

/** What a foreign client gets for calls that make no sense: a sentence, and no more. */
final class BadInputTest {
  private static final Instant NOW = Instant.parse("2026-10-20T09:00:00Z");
  private static final ObjectName DAG = Daemon.name("type=Dag,name=badly_called");
  private static final String TEXT = String.class.getName();

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path home;

  private final MBeans mbeans = new MBeans(ManagementFactory.getPlatformMBeanServer());
  private JmxServer server;
  private JMXConnector connector;
  private MBeanServerConnection daemon;

  private interface Load extends Job {}

  @BeforeEach
  void logIn() throws Exception {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Dag dag = Dag.named("badly_called").task("load", Load.class).build();
    Schedule schedule =
        new Schedule(
            dag.name(),
            LocalTime.of(3, 30),
            ZoneId.of("Europe/Bucharest"),
            CatchUp.ALL,
            Duration.ofHours(4),
            false);
    new ScheduleTicker(warehouse.dsl()).register(schedule, NOW);
    OperatorActions actions = new OperatorActions(warehouse.dsl(), clock);
    mbeans.export(
        DAG,
        new ManagedDag(
            new OperatedDag(dag, admission(schedule), actions, clock, new Nobody()),
            warehouse.dsl()));
    server =
        JmxServer.start(
            new JmxSettings(JmxSettings.DEFAULT_HOST, 0, Optional.empty(), Optional.empty()),
            ManagementFactory.getPlatformMBeanServer(),
            home,
            call -> {});
    connector = connect();
    daemon = connector.getMBeanServerConnection();
  }

  /** Of a DAG that waits for nothing. */
  private static Admission admission(Schedule schedule) {
    return new Admission(
        schedule,
        "schedule.warehouse-start-date",
        new NothingDelivered(),
        Optional.empty(),
        List.of());
  }

  private static final class NothingDelivered implements Deliveries {
    @Override
    public Optional<LocalDate> first() {
      return Optional.empty();
    }

    @Override
    public String of(LocalDate date) {
      return "";
    }

    @Override
    public Optional<String> missing(LocalDate date) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("BanJNDI") // What a client does that is not ours.
  private JMXConnector connect() throws Exception {
    String password =
        Files.readAllLines(home.resolve("jmx.password")).stream()
            .filter(line -> line.startsWith("operator "))
            .map(line -> line.substring("operator ".length()))
            .findFirst()
            .orElseThrow();
    return JMXConnectorFactory.connect(
        new JMXServiceURL(server.url()),
        Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", password}));
  }

  @AfterEach
  void logOut() throws Exception {
    connector.close();
    mbeans.close();
    server.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "-5000-01-01",
        "0000-01-01",
        "+999999999-01-01",
        "2026-02-30",
        "2026-10-1",
        "\n",
        "\0",
        "2026-10-19'; DROP TABLE ops.dag_run; --",
        "99999999999999999999"
      })
  void invalidDates(String date) {
    for (String operation : new String[] {"trigger", "rerun", "rerunFailed", "cancel", "tasks"}) {
      assertSentence(failureOf(operation, date), "date");
    }
    for (String operation : new String[] {"rerunFrom", "markSuccess", "logs"}) {
      assertSentence(failureOf(operation, date, "load"), "date");
    }
    for (String operation : new String[] {"backfill", "preview"}) {
      assertSentence(failureOf(operation, date, "2026-10-19"), "");
      assertSentence(failureOf(operation, "2026-10-18", date), "");
    }
  }

  @ParameterizedTest
  @CsvSource({"9999-12-31, are more than", "2026-10-21, has not begun"})
  void datesThatAreToCome(String date, String reason) {
    assertSentence(failureOf("trigger", date), "has not begun");
    assertSentence(failureOf("backfill", "2026-10-19", date), reason);
  }

  @Test
  void rangesThatAreTooLong() {
    assertSentence(failureOf("preview", "0001-01-01", "9999-12-31"), "are more than");
    assertSentence(failureOf("preview", "2026-10-19", "2026-10-18"), "is before");
  }

  @Test
  void namesThatNobodyKnows() {
    call("trigger", "2026-10-19");
    assertSentence(failureOf("rerunFrom", "2026-10-19", "lode"), "lode");
    assertSentence(failureOf("markSuccess", "2026-10-19", "lo\nde"), "lo");
    assertSentence(failureOf("rerunFrom", "2026-10-19", null), "task of rerunFrom is missing");
    assertSentence(failureOf("resume", "sometimes"), "is no catch-up policy");
    assertSentence(failureOf("resume", (String) null), "is missing");
    assertSentence(failureOf("explode", "2026-10-19"), "There is no operation explode");
    assertSentence(
        failure(() -> daemon.getAttribute(DAG, "Colour")), "There is no attribute Colour");
    ObjectName unknown = Daemon.name("type=Dag,name=nope");
    assertSentence(
        failure(
            () ->
                daemon.invoke(
                    unknown, "trigger", new Object[] {"2026-10-19"}, new String[] {TEXT})),
        "There is no Dag nope; there are: badly_called");
    assertSentence(
        failure(() -> daemon.getAttribute(unknown, "Paused")),
        "There is no Dag nope; there are: badly_called");
    assertSentence(
        failure(() -> daemon.getAttribute(Daemon.name("type=Cat"), "Paused")),
        "There is no MBean ro.wowcinema.pipeline:type=Cat");
  }

  @Test
  void typesThatDoNotFit() {
    Object[] number = {42};
    assertSentence(
        failure(() -> daemon.invoke(DAG, "trigger", number, new String[] {TEXT})),
        "date of trigger must be of type java.lang.String, not java.lang.Integer");
    assertSentence(
        failure(() -> daemon.invoke(DAG, "trigger", number, new String[] {"int"})),
        "Call trigger(java.lang.String date)");
    assertSentence(
        failure(() -> daemon.invoke(DAG, "trigger", null, null)),
        "Call trigger(java.lang.String date)");
    assertSentence(
        failure(() -> daemon.invoke(DAG, "trigger", new Object[0], new String[] {TEXT})),
        "Call trigger(java.lang.String date)");
    assertSentence(
        failure(() -> daemon.invoke(DAG, "runs", new Object[] {null}, new String[] {"int"})),
        "most of runs is missing");
    assertSentence(
        failure(() -> daemon.invoke(DAG, "runs", new Object[] {"7"}, new String[] {"int"})),
        "most of runs must be of type int, not java.lang.String");
    assertSentence(failure(() -> daemon.setAttribute(DAG, new Attribute("Paused", "x"))), "Paused");
    assertSentence(failure(() -> daemon.setAttribute(DAG, null)), "The attribute is missing");
    assertSentence(failure(() -> daemon.setAttributes(DAG, null)), "attribute");
    assertSentence(
        failure(
            () -> daemon.setAttributes(DAG, new AttributeList(Arrays.asList((Attribute) null)))),
        "attribute");
  }

  @Test
  void databaseThatDoesNotDoIt() {
    warehouse.owner().execute("ALTER TABLE ops.dag_schedule RENAME TO moved");
    try {
      assertSentence(failure(() -> daemon.getAttribute(DAG, "NextDueDate")), "does not exist");
      assertSentence(failureOf("pause"), "does not exist");
    } finally {
      warehouse.owner().execute("ALTER TABLE ops.moved RENAME TO dag_schedule");
    }
    assertThat(
            warehouse
                .dsl()
                .fetch("SELECT answer FROM ops.operator_action WHERE outcome = 'failed'")
                .getValues(0, String.class))
        .singleElement()
        .asString()
        .contains("does not exist")
        .doesNotContainIgnoringCase("select");
  }

  private String call(String operation, String... arguments) {
    String[] types = new String[arguments.length];
    Arrays.fill(types, TEXT);
    try {
      return String.valueOf(daemon.invoke(DAG, operation, arguments, types));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Throwable failureOf(String operation, String... arguments) {
    return failure(() -> call(operation, arguments)).getCause();
  }

  private static Throwable failure(ThrowingCall call) {
    Throwable failure = catchThrowable(call::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  /** Nothing of the client's own stack, and nothing of ours or of SQL. */
  private static void assertSentence(Throwable failure, String part) {
    String message = String.valueOf(failure.getMessage());
    assertThat(message).contains(part).doesNotContain("null pointer", "Exception", "\tat ");
    assertThat(message.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("select ", "insert into", "update \"");
    for (Throwable each = failure; each != null; each = each.getCause()) {
      assertThat(each.getStackTrace())
          .as("where in the daemon %s happened", each)
          .noneMatch(frame -> frame.getClassName().startsWith("ro.wowcinema.pipeline.core"))
          .noneMatch(frame -> frame.getClassName().startsWith("org.jooq"));
    }
  }

  /** What a client does. */
  @FunctionalInterface
  private interface ThrowingCall {
    void run() throws Exception;
  }

  /** Requests are not executed. */
  private static final class Nobody implements RunSignals {
    @Override
    public void requested(String dag) {}

    @Override
    public void cancelled(String dag, LocalDate logicalDate) {}
  }
}
