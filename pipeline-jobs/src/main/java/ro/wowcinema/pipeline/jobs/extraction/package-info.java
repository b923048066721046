/**
 * A second way in: the platform's own operational PostgreSQL, read table by table and written as
 * ordinary deliveries of the landing zone, so that everything behind it is the same.
 */
package ro.wowcinema.pipeline.jobs.extraction;
