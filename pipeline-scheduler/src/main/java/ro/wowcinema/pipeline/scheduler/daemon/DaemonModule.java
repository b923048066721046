package ro.wowcinema.pipeline.scheduler.daemon;

import com.google.inject.AbstractModule;
import ro.wowcinema.pipeline.scheduler.alert.AlertOutbox;

/** What Quartz's jobs are made with. */
final class DaemonModule extends AbstractModule {
  private final Ticker ticker;
  private final DagExecutors runs;
  private final AlertOutbox outbox;

  DaemonModule(Ticker ticker, DagExecutors runs, AlertOutbox outbox) {
    this.ticker = ticker;
    this.runs = runs;
    this.outbox = outbox;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Ticker.class).toInstance(ticker);
    bind(DagExecutors.class).toInstance(runs);
    bind(AlertOutbox.class).toInstance(outbox);
    bind(QuartzJobs.Tick.class);
    bind(QuartzJobs.Run.class);
    bind(QuartzJobs.Deliver.class);
  }
}
