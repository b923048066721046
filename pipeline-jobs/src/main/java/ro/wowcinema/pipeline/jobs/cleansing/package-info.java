/**
 * One job per delivered file, which types and deduplicates what was staged and appends what changed
 * to the change tables. Uses {@code core.scd} and {@code jobs.source}; it reads no other layer.
 */
package ro.wowcinema.pipeline.jobs.cleansing;
