/**
 * The only writer of {@code ops.dag_run}, {@code ops.task_run} and {@code ops.task_attempt}, with
 * the states of runs, tasks and attempts as enums; only an erasure removes words from their
 * messages. Uses the database, {@code core.alert}, {@code core.dag} and {@code core.job}; it
 * decides nothing about what runs next.
 */
package ro.wowcinema.pipeline.core.ledger;
