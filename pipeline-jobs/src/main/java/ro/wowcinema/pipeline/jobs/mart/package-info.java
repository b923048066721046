/**
 * How tables of the mart are written: sums that changes are added to, rows that are recomputed, and
 * queues for a rebuild. Used by {@code jobs.mart.report} and {@code jobs.mart.recommendation};
 * knows no report.
 */
package ro.wowcinema.pipeline.jobs.mart;
