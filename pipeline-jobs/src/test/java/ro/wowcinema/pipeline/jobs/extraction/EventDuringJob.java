package ro.wowcinema.pipeline.jobs.extraction;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * A job during which something happens.
 *
 * @param job the job
 * @param line beginning of the line of its log at which it happens
 * @param event what happens
 */
record EventDuringJob(Job job, String line, Runnable event) implements Job {
  @Override
  public Lineage lineage() {
    return job.lineage();
  }

  @Override
  public JobResult run(JobContext context) throws IOException, SQLException, InterruptedException {
    return job.run(new Listening(context));
  }

  private final class Listening implements JobContext {
    private final JobContext context;

    Listening(JobContext context) {
      this.context = context;
    }

    @Override
    public long runId() {
      return context.runId();
    }

    @Override
    public LocalDate logicalDate() {
      return context.logicalDate();
    }

    @Override
    public Instant startedAt() {
      return context.startedAt();
    }

    @Override
    public boolean force() {
      return context.force();
    }

    @Override
    public DSLContext dsl() {
      return context.dsl();
    }

    @Override
    public DSLContext autocommit() {
      return context.autocommit();
    }

    @Override
    public Connection connection() {
      return context.connection();
    }

    @Override
    public void advance(long rows) {
      context.advance(rows);
    }

    @Override
    public void log(String message) {
      context.log(message);
      if (message.startsWith(line)) {
        event.run();
      }
    }
  }
}
