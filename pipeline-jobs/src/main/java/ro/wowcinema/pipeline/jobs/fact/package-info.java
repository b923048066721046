/**
 * Facts, each row pointing to the dimension versions that were valid at its event, and the
 * partitions that they are stored in. Uses the dimensions through the database only; what changed
 * is enqueued for the mart.
 */
package ro.wowcinema.pipeline.jobs.fact;
