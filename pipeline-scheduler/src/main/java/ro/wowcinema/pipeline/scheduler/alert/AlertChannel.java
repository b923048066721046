package ro.wowcinema.pipeline.scheduler.alert;

/** A way to notify people. It sends once and keeps no state: the caller retries. */
public interface AlertChannel {
  /** Unique among the channels, and always the same: {@code webhook}. */
  String name();

  /**
   * Sends it and waits until it is accepted, for a limited time.
   *
   * @throws AlertFailedException where it was not accepted, or that is unknown
   */
  void send(Alert alert) throws AlertFailedException, InterruptedException;
}
