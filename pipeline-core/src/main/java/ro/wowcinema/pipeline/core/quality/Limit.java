package ro.wowcinema.pipeline.core.quality;

/** How many rows may break a rule. */
public sealed interface Limit {
  Limit NONE = new Rows(0);

  /** Whether so many offending rows are more than allowed. */
  boolean isExceededBy(long offending, long checked);

  /** An absolute number of rows. */
  static Limit rows(long most) {
    return new Rows(most);
  }

  /** A share of the checked rows, 0 to 1. */
  static Limit share(double most) {
    return new Share(most);
  }

  /** At most so many rows. */
  record Rows(long most) implements Limit {
    public Rows {
      if (most < 0) {
        throw new IllegalArgumentException("most is " + most + ", and must be at least 0");
      }
    }

    @Override
    public boolean isExceededBy(long offending, long checked) {
      return offending > most;
    }
  }

  /** At most this share of the checked rows. */
  record Share(double most) implements Limit {
    public Share {
      if (!(most >= 0 && most <= 1)) {
        throw new IllegalArgumentException("most is " + most + ", and must be from 0 to 1");
      }
    }

    @Override
    public boolean isExceededBy(long offending, long checked) {
      return offending > most * checked;
    }
  }
}
