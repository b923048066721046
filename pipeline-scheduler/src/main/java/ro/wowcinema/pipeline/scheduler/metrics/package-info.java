/**
 * Metrics and health for monitoring: counters of runs, gauges of the ledger, health checks, and the
 * HTTP server for them. Uses Micrometer and the JDK's HTTP server; does not depend on its callers.
 */
package ro.wowcinema.pipeline.scheduler.metrics;
