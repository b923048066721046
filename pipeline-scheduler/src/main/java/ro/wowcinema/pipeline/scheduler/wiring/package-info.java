/**
 * Wires the program: the configured database, every DAG with its jobs, and their runners. Uses the
 * jobs and the engine; commands and daemon start here.
 */
package ro.wowcinema.pipeline.scheduler.wiring;
