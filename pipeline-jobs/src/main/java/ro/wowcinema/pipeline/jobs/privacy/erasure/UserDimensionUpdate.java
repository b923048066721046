package ro.wowcinema.pipeline.jobs.privacy.erasure;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.dimension.UserDimension;

/** Applies changed users to {@code dim_user} at once, as the next run would. */
final class UserDimensionUpdate {
  private UserDimensionUpdate() {}

  static void rebuild(DSLContext dsl, Instant at) {
    dsl.connection(connection -> new UserDimension().run(new Context(dsl, connection, at)));
  }

  private record Context(DSLContext dsl, Connection connection, Instant startedAt)
      implements JobContext {
    /** Not used by the job, which consumes the change queue of all dates. */
    @Override
    public long runId() {
      return -1;
    }

    @Override
    public LocalDate logicalDate() {
      return LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
    }

    @Override
    public DSLContext autocommit() {
      throw new UnsupportedOperationException("users are erased in one transaction");
    }

    @Override
    public boolean force() {
      return false;
    }

    @Override
    public void advance(long rows) {}

    @Override
    public void log(String message) {}
  }
}
