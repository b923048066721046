package ro.wowcinema.pipeline.core.run;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/** Jobs that do what a test says; one that the test says nothing of succeeds. */
final class ScriptedJobs implements JobFactory {
  interface A extends Job {}

  interface B extends Job {}

  interface C extends Job {}

  interface D extends Job {}

  interface E extends Job {}

  interface F extends Job {}

  /** What a job does. */
  @FunctionalInterface
  interface Script {
    JobResult run(JobContext context) throws IOException, SQLException, InterruptedException;
  }

  private final Map<Class<? extends Job>, Script> scripts = new ConcurrentHashMap<>();

  ScriptedJobs on(Class<? extends Job> job, Script script) {
    scripts.put(job, script);
    return this;
  }

  @Override
  public Job create(Class<? extends Job> type) {
    Script script = scripts.getOrDefault(type, context -> JobResult.of(0, 0));
    return new Job() {
      @Override
      public Lineage lineage() {
        return Lineage.readsFile(DataSet.landing("test", "nothing"));
      }

      @Override
      public JobResult run(JobContext context)
          throws IOException, SQLException, InterruptedException {
        return script.run(context);
      }
    };
  }
}
