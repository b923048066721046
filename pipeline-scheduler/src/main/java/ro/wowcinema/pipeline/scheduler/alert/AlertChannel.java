package ro.wowcinema.pipeline.scheduler.alert;

/** A way to people. It sends once and remembers nothing: whoever calls it tries again. */
public interface AlertChannel {
  /** Unique among the channels, and always the same: {@code webhook}. */
  String name();

  /**
   * Sends it and waits until it is taken, for a limited time.
   *
   * @throws AlertFailedException where it was not taken, or nobody knows whether it was
   */
  void send(Alert alert) throws AlertFailedException, InterruptedException;
}
