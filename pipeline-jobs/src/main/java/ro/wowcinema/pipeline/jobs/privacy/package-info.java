/**
 * What the packages below share: which tables hold data about people, who asked for something,
 * counts of what was reached, and the audit of it. Uses the database only, and names nobody.
 */
package ro.wowcinema.pipeline.jobs.privacy;
