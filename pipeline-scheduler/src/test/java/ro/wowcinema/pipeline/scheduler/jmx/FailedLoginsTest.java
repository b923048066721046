package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.testing.TestClock;

/** Uses a manual clock, and does not wait for delayed responses. */
final class FailedLoginsTest {
  private final CapturedLog log = CapturedLog.of(FailedLogins.class);
  private final List<Duration> delays = new ArrayList<>();
  private final TestClock clock = TestClock.at("2026-10-25T00:00:00Z");
  private final FailedLogins failed = new FailedLogins(clock, delays::add);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void delayGrowsUpToALimit() {
    fail("10.0.0.1", 12);

    assertThat(delays.subList(0, 4))
        .containsExactly(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
    assertThat(delays.subList(5, 12)).containsOnly(Duration.ofSeconds(8));
  }

  @Test
  void countsEachAddressByItself() {
    fail("10.0.0.1", 12);
    fail("10.0.0.2", 1);

    assertThat(delays.get(12)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void forgetsAQuietAddress() {
    fail("10.0.0.1", 12);
    clock.advance(FailedLogins.MEMORY);
    fail("10.0.0.1", 1);
    assertThat(delays.get(12)).isEqualTo(Duration.ofSeconds(8));

    clock.advance(FailedLogins.MEMORY.plusMillis(1));
    fail("10.0.0.1", 1);

    assertThat(delays.get(13)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void forgetsAddressesWhereThereAreTooMany() {
    fail("10.0.0.1", 2);
    for (int i = 0; i < 1_000; i++) {
      fail("address " + i, 1);
    }
    delays.clear();

    fail("10.0.0.1", 1);
    fail("address 999", 1);

    assertThat(delays).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void logsAddressAndCountOfAllInFewLines() {
    for (int i = 0; i < 300; i++) {
      failed.failed("10.0.0.1", "operator");
      clock.advance(Duration.ofMillis(43));
    }

    assertThat(log.messages())
        .hasSize(FailedLogins.FIRST_LINES + 1)
        .startsWith(
            "Failed JMX login from 10.0.0.1 as operator: wrong user or password; 1 failures in a row");
    assertThat(log.messages().get(5)).contains("from 10.0.0.1", "; 238 failures in a row");
    assertThat(log.events()).allMatch(event -> event.getLevel().levelStr.equals("WARN"));
    assertThat(log.events()).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      failed.failed(address, "operator");
    }
  }
}
