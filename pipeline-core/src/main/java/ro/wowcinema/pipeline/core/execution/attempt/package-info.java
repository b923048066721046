/**
 * One attempt of one task: its transaction with job, checks and success record, its timeout and
 * cancellation, and the classification of failures. Uses {@code core.job}, {@code core.quality} and
 * {@code core.ledger}; it does not know what becomes of the task afterwards.
 */
package ro.wowcinema.pipeline.core.execution.attempt;
