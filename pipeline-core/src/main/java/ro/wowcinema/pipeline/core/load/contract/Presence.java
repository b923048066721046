package ro.wowcinema.pipeline.core.load.contract;

/** Whether a file has to be in its source's delivery. */
public enum Presence {
  /** A delivery without the file is not whole. */
  REQUIRED,
  /** A delivery without the file has nothing new in it. */
  OPTIONAL
}
