/**
 * A second way in: the platform's operational PostgreSQL, written as ordinary deliveries of the
 * landing zone, so that everything behind it is the same. Uses {@code jobs.extraction.database} to
 * read and {@code jobs.extraction.file} to write.
 */
package ro.wowcinema.pipeline.jobs.extraction;
