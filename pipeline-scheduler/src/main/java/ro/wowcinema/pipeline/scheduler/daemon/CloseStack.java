package ro.wowcinema.pipeline.scheduler.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be undone, in the reverse order of doing it. */
final class CloseStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  void add(AutoCloseable closing) {
    opened.push(closing);
  }

  /** Undoes all of it, also where some of it fails. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("Something did not stop properly", e);
      }
    }
  }
}
