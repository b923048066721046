/**
 * Erases users from the database, the landing zone and the log files, and can be resumed at any
 * point. Uses {@code jobs.privacy.registry} and {@code jobs.privacy}; retention calls it for
 * deleted users.
 */
package ro.wowcinema.pipeline.jobs.privacy.erasure;
