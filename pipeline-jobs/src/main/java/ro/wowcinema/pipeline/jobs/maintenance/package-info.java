/**
 * Keeps the database in shape: statistics, partitions ahead of time, and the removal of expired
 * ledger rows. Uses {@code jobs.fact} for the partitions; it changes no business data.
 */
package ro.wowcinema.pipeline.jobs.maintenance;
