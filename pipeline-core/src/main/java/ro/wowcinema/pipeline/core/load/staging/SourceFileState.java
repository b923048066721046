package ro.wowcinema.pipeline.core.load.staging;

import java.util.Locale;

/** The place of a delivered file's rows. */
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
