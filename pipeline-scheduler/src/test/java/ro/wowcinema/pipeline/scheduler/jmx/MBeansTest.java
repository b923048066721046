package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;

/** How clients see an exported object and its failures. */
final class MBeansTest {
  @TempDir static Path home;

  private RunningServer server;
  private JmxClient client;

  @BeforeEach
  void logIn() throws IOException {
    server = RunningServer.start(home);
    client = server.login(GeneratedCredentials.OPERATOR);
  }

  @AfterEach
  void logOut() {
    client.close();
    server.close();
  }

  @Test
  void exposesImpactDescriptionAndParameters() throws Exception {
    MBeanInfo info = client.connection().getMBeanInfo(RunningServer.TURNSTILE);

    assertThat(info.getDescription()).isEqualTo("Lets people in");
    MBeanOperationInfo turn = operation(info, "turn");
    assertThat(turn.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
    assertThat(turn.getDescription()).isEqualTo("Lets one in on a date");
    assertThat(turn.getSignature())
        .extracting(MBeanParameterInfo::getName, MBeanParameterInfo::getDescription)
        .containsExactly(tuple("date", "such as 2026-10-01"));
    assertThat(operation(info, "preview").getImpact()).isEqualTo(MBeanOperationInfo.INFO);
  }

  @Test
  void refusalIsASentence() {
    assertThatThrownBy(() -> client.invoke(RunningServer.TURNSTILE, "turn", "tomorrow"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("\"tomorrow\" is no date; write it like 2026-10-01");
  }

  @Test
  void anyClientCanReadARefusalAndAFailure() {
    assertThatThrownBy(() -> invokeByHand("turn", "tomorrow"))
        .isInstanceOf(MBeanException.class)
        .hasMessage("\"tomorrow\" is no date; write it like 2026-10-01")
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasNoCause();
    assertThatThrownBy(() -> invokeByHand("breakDown"))
        .isInstanceOf(MBeanException.class)
        .hasMessage("The turnstile is jammed")
        .cause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasNoCause();
  }

  @Test
  void reportsInvalidCalls() {
    assertThatThrownBy(() -> client.invoke(RunningServer.TURNSTILE, "turn"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has no operation turn that takes 0 arguments");
    assertThatThrownBy(() -> client.invoke(RunningServer.TURNSTILE, "turnOften", "2", "maybe"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("quietly of turnOften must be of type boolean, not \"maybe\"");
    assertThatThrownBy(() -> client.attributes(RunningServer.TURNSTILE, "Turns", "Colour"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("gives only [Turns] of [Turns, Colour]");
    assertThatThrownBy(() -> client.invoke(RunningServer.name("x:type=None"), "turn"))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("has no x:type=None");
  }

  @Test
  void refusesAClassThatIsNotPublic() {
    assertThatThrownBy(() -> server.mbeans().export(RunningServer.name("x:type=Any"), new Hidden()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be public");
  }

  @Test
  void isUnregisteredWhenClosed() {
    server.mbeans().close();

    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(RunningServer.TURNSTILE))
        .isFalse();
  }

  private Object invokeByHand(String operation, String... arguments) throws Exception {
    String[] types = new String[arguments.length];
    Arrays.fill(types, String.class.getName());
    return client.connection().invoke(RunningServer.TURNSTILE, operation, arguments, types);
  }

  private static MBeanOperationInfo operation(MBeanInfo info, String name) {
    return Arrays.stream(info.getOperations())
        .filter(operation -> operation.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Not public. */
  static final class Hidden {}
}
