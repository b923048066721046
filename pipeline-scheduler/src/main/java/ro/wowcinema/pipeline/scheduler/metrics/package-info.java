/**
 * What machines read: counters of runs, gauges of the ledger, health checks, and the HTTP server
 * for them. Uses Micrometer and the JDK's HTTP server; it knows nobody who uses it.
 */
package ro.wowcinema.pipeline.scheduler.metrics;
