/**
 * Copies the records of a file into its staging table, sets refused ones aside, and is the only
 * writer of {@code ops.source_file}. Uses {@code core.load.format} and {@code core.load.contract}
 * in the transaction of a job.
 */
package ro.wowcinema.pipeline.core.load.staging;
