/**
 * Commands that only read: reports, an analyst's SQL, and the evaluation of recommendations. Uses a
 * login and a transaction that cannot write.
 */
package ro.wowcinema.pipeline.scheduler.cli.report;
