package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;

/** Permissions of roles, over real connections. */
final class AuthorizationTest {
  private static final ObjectName TURNSTILE = RunningServer.TURNSTILE;
  private static final ObjectName THREADS = RunningServer.name("java.lang:type=Threading");
  private static final ObjectName MEMORY = RunningServer.name("java.lang:type=Memory");
  private static final ObjectName DIAGNOSTICS =
      RunningServer.name("com.sun.management:type=DiagnosticCommand");

  @TempDir static Path home;

  private RunningServer server;
  private JmxClient monitor;
  private JmxClient operator;

  @BeforeEach
  void logIn() throws IOException {
    server = RunningServer.start(home);
    monitor = server.login(GeneratedCredentials.MONITOR);
    operator = server.login(GeneratedCredentials.OPERATOR);
  }

  @AfterEach
  void logOut() {
    monitor.close();
    operator.close();
    server.close();
  }

  @Test
  void readonlyReadsAndCallsReadOnlyOperations() throws Exception {
    Object preview = monitor.invoke(TURNSTILE, "preview", "2026-10-01", "2026-10-02");

    assertThat(OpenTypes.rows((TabularData) preview))
        .extracting(row -> row.get("who"))
        .containsExactly("zoe", "adam");
    assertThat(monitor.attributes(TURNSTILE, "LastCaller", "Turns"))
        .containsExactly(Map.entry("LastCaller", ""), Map.entry("Turns", 0));
    assertThat(monitor.connection().queryNames(null, Query.isInstanceOf(Query.value("x"))))
        .isEmpty();
    assertThat(monitor.connection().queryNames(new ObjectName(MBeans.DOMAIN + ":*"), null))
        .contains(TURNSTILE);
  }

  @Test
  void readonlyChangesNothing() {
    assertThatThrownBy(() -> monitor.invoke(TURNSTILE, "turn", "2026-10-01"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "User monitor may not call turn of ro.wowcinema.pipeline:type=Turnstile: that needs the role readwrite, and monitor has readonly");
    assertThatThrownBy(
            () -> monitor.connection().setAttribute(TURNSTILE, new Attribute("Turns", 7)))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("may not set Turns of");
    AttributeList several =
        new AttributeList(List.of(new Attribute("Turns", 7), new Attribute("LastCaller", "x")));
    assertThatThrownBy(() -> monitor.connection().setAttributes(TURNSTILE, several))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("may not set Turns, LastCaller of");
    assertThat(server.turnstile().getTurns()).isZero();
  }

  @Test
  void reportsRefusedCalls() throws Exception {
    assertThatThrownBy(() -> monitor.invoke(TURNSTILE, "turnOften", "3", "false"))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(
            () -> operator.connection().setAttribute(MEMORY, new Attribute("Verbose", true)))
        .isInstanceOf(SecurityException.class);
    operator.invoke(TURNSTILE, "turn", "2026-10-01");

    assertThat(server.refused())
        .containsExactly(
            new RefusedCall(
                "monitor",
                Optional.of(TURNSTILE),
                "turnOften",
                "3, false",
                "User monitor may not call turnOften of ro.wowcinema.pipeline:type=Turnstile: that needs the role readwrite, and monitor has readonly"),
            new RefusedCall(
                "operator",
                Optional.of(MEMORY),
                "setAttribute",
                "",
                "User operator may not set Verbose of java.lang:type=Memory: no role allows that from outside the process"));
  }

  @Test
  void readwriteChangesTheProductsMBeansAndIsNamed() throws Exception {
    operator.connection().setAttribute(TURNSTILE, new Attribute("Turns", 7));

    assertThat(operator.invoke(TURNSTILE, "turn", "2026-10-01"))
        .isEqualTo("Turned for 2026-10-01 by operator");
    assertThat(operator.invoke(TURNSTILE, "turnOften", "3", "false")).isEqualTo("Turned 3 times");
    assertThat(server.turnstile().getTurns()).isEqualTo(11);
    assertThat(server.turnstile().turn("2026-10-02")).isEqualTo("Turned for 2026-10-02 by local");
  }

  @Test
  void noRoleChangesTheJvm() {
    assertThatThrownBy(() -> operator.invoke(MEMORY, "gc"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "User operator may not call gc of java.lang:type=Memory: no role allows that from outside the process");
    assertThatThrownBy(
            () -> operator.connection().setAttribute(MEMORY, new Attribute("Verbose", true)))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(
            () ->
                operator
                    .connection()
                    .invoke(
                        DIAGNOSTICS,
                        "jvmtiAgentLoad",
                        new Object[] {new String[] {"/tmp/agent.so"}},
                        new String[] {String[].class.getName()}))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("no role allows that");
  }

  @Test
  void everyRoleReadsThreads() throws Exception {
    for (JmxClient client : List.of(monitor, operator)) {
      assertThat(
              client
                  .connection()
                  .invoke(
                      THREADS,
                      "dumpAllThreads",
                      new Object[] {false, false},
                      new String[] {"boolean", "boolean"}))
          .isNotNull();
    }
    assertThatThrownBy(() -> operator.invoke(THREADS, "resetPeakThreadCount"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void noRoleCreatesOrRemovesMBeans() {
    ObjectName loader = RunningServer.name(MBeans.DOMAIN + ":type=MLet");
    MBeanServerConnection connection = operator.connection();

    assertThatThrownBy(() -> connection.createMBean("javax.management.loading.MLet", loader))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("User operator may not call createMBean");
    assertThatThrownBy(
            () -> connection.createMBean("javax.management.loading.MLet", loader, TURNSTILE))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> connection.unregisterMBean(TURNSTILE))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("User operator may not call unregisterMBean");
    assertThat(operator.attributes(TURNSTILE, "Turns")).containsEntry("Turns", 0);
  }

  @Test
  void onlyHarmlessArgumentTypesAreAccepted() {
    PriorityQueue<String> gadget = new PriorityQueue<>();

    assertThatThrownBy(
            () ->
                operator
                    .connection()
                    .invoke(
                        TURNSTILE,
                        "turn",
                        new Object[] {gadget},
                        new String[] {String.class.getName()}))
        .hasStackTraceContaining("filter status: REJECTED");
  }

  @Test
  void userWithoutARoleIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    GeneratedCredentials credentials = GeneratedCredentials.in(elsewhere);
    Files.writeString(credentials.files().access(), "operator readwrite\n");
    server.close();

    try (RunningServer other = RunningServer.start(elsewhere);
        JmxClient client = other.login(GeneratedCredentials.MONITOR)) {
      assertThatThrownBy(() -> client.attributes(TURNSTILE, "Turns"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("User monitor has no role in the access file");
    }
  }
}
