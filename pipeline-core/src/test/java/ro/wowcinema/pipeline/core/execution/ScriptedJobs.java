package ro.wowcinema.pipeline.core.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;

/** Jobs that do what a test says; all others succeed. */
final class ScriptedJobs implements Components {
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
  private final Map<Class<? extends Job>, List<Check>> checks = new ConcurrentHashMap<>();

  ScriptedJobs on(Class<? extends Job> job, Script script) {
    scripts.put(job, script);
    return this;
  }

  /** What must hold once the job has done it. */
  ScriptedJobs guarding(Class<? extends Job> job, List<Check> jobChecks) {
    checks.put(job, jobChecks);
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // The engine uses it as a job only.
  public <T> T get(Class<T> type) {
    return (T) job(type);
  }

  private Job job(Class<?> type) {
    Script script = scripts.getOrDefault(type, context -> JobResult.of(0, 0));
    return new Job() {
      @Override
      public Lineage lineage() {
        return Lineage.readsFile(DataSet.landing("test", "nothing"));
      }

      @Override
      public List<Check> checks() {
        return checks.getOrDefault(type, List.of());
      }

      @Override
      public JobResult run(JobContext context)
          throws IOException, SQLException, InterruptedException {
        return script.run(context);
      }
    };
  }
}
