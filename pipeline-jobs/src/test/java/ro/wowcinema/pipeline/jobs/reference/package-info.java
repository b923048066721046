/**
 * A second opinion on the reports: from the landing files straight to the rows of each report, in
 * plain SQL and without any code of the jobs, to compare with what the views in {@code mart} say.
 * Nothing in here may use the jobs' loaders, tables or helpers: two implementations that share code
 * share its mistakes.
 */
package ro.wowcinema.pipeline.jobs.reference;
