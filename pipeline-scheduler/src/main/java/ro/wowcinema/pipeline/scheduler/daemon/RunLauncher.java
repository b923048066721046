package ro.wowcinema.pipeline.scheduler.daemon;

/** Has some node of the cluster look for runs of a DAG; may be called for nothing, and often. */
interface RunLauncher {
  void launch(String dag);
}
