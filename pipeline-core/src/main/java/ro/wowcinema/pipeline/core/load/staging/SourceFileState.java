package ro.wowcinema.pipeline.core.load.staging;

import java.util.Locale;

/** Where the rows of a delivered file are. */
public enum SourceFileState {
  /** They wait in staging. */
  STAGED,
  /** They are in the change history. */
  CLEANSED,
  /** They were, until a later version of the same dated file took their place. */
  SUPERSEDED,
  /** They left staging without being cleansed. */
  ABANDONED;

  /** As it stands in {@code ops.source_file}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
