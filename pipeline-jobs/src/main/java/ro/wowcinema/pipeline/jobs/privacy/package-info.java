/**
 * Shared by the packages below: the list of tables with personal data, the requester of an action,
 * counts of affected rows, and the audit. Uses the database only, and identifies nobody.
 */
package ro.wowcinema.pipeline.jobs.privacy;
