/**
 * Defines jobs: lineage, context, result, and the change queues that pass changed keys from job to
 * job. Uses {@code core.db} and the declarations of {@code core.quality}; it does not know who runs
 * a job.
 */
package ro.wowcinema.pipeline.core.job;
