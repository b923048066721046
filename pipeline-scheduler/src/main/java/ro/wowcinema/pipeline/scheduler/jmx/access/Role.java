package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.util.Locale;

/** What a user of the access file may do. */
enum Role {
  /** Reads attributes, listens, and calls operations that only read. */
  READONLY,
  /** Calls the product's other operations too, and sets its attributes. */
  READWRITE;

  /** As it is written in the access file. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
