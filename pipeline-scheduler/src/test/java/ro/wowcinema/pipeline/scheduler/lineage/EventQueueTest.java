package ro.wowcinema.pipeline.scheduler.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class EventQueueTest {
  private static final RunEvent EVENT =
      new OpenLineage(URI.create("https://example.com")).newRunEventBuilder().build();

  /** Closing interrupts the first of three; the other two are lost with it. */
  @Test
  void closingCountsWhatAnInterruptedSourceHadLeft() throws InterruptedException {
    CountDownLatch sending = new CountDownLatch(1);
    EventSender hanging =
        json -> {
          sending.countDown();
          new CountDownLatch(1).await();
        };
    EventQueue queue = new EventQueue(hanging, 10, Duration.ofMillis(50));
    queue.add(() -> List.of(EVENT, EVENT, EVENT));
    sending.await();

    queue.close();

    assertThat(queue.dropped()).isEqualTo(3);
  }
}
