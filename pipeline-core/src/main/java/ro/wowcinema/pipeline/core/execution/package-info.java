/**
 * Runs a DAG: decides which task starts next, retries, keeps the lease by heartbeats, and waits
 * while the database is away. Uses {@code core.ledger} for every change of state and {@code
 * core.execution.attempt} for the work itself.
 */
package ro.wowcinema.pipeline.core.execution;
