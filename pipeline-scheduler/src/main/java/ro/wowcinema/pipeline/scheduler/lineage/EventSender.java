package ro.wowcinema.pipeline.scheduler.lineage;

import java.io.IOException;

/** Where events go, one at a time. */
interface EventSender extends AutoCloseable {
  /**
   * Sends one event and waits until it is taken, for a limited time.
   *
   * @throws IOException where it was not taken; the message names where to, and has no key
   */
  void send(String json) throws IOException, InterruptedException;

  @Override
  default void close() throws IOException {}
}
