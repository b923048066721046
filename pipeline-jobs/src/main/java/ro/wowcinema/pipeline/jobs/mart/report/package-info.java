/**
 * The aggregates behind the reports, maintained from changes, and the job that publishes them all
 * in one transaction. Uses {@code jobs.mart} and, to publish them too, the editions of {@code
 * jobs.mart.recommendation}.
 */
package ro.wowcinema.pipeline.jobs.mart.report;
