package ro.wowcinema.pipeline.scheduler.cli.terminal;

/** How log lines are written. */
public enum LogFormat {
  /** For people. */
  PLAIN,
  /** One JSON object a line, for what collects logs. */
  JSON
}
