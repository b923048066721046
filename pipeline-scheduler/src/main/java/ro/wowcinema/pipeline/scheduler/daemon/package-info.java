/**
 * A node of the scheduler: Quartz ticks, runs are executed, operators and probes are answered, and
 * the node leaves gracefully. Uses every other package of the scheduler but {@code scheduler.cli}.
 */
package ro.wowcinema.pipeline.scheduler.daemon;
