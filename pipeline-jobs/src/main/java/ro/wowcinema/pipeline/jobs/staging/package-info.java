/**
 * One job per delivered file, which copies it into its staging table as text. Uses {@code
 * core.load.staging} and the file's contract in {@code jobs.source}.
 */
package ro.wowcinema.pipeline.jobs.staging;
