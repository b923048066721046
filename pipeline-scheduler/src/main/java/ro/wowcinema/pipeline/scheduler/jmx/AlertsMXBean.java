package ro.wowcinema.pipeline.scheduler.jmx;

/** What clients see of the alerts beside their notifications. */
public interface AlertsMXBean {
  /** How many there were since the process started. */
  long getCount();

  /** The latest one's text; empty before the first. */
  String getLastAlert();
}
