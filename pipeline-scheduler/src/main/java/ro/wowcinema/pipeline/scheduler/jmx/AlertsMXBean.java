package ro.wowcinema.pipeline.scheduler.jmx;

/** Attributes of the alerts, beside their notifications. */
public interface AlertsMXBean {
  /** Number of alerts since the process started. */
  long getCount();

  /** Text of the latest alert; empty before the first. */
  String getLastAlert();
}
