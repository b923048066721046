/**
 * The source of an extraction: the documented tables, and one consistent read-only snapshot of
 * them. Uses JDBC on a connection of its own; it never touches the warehouse.
 */
package ro.wowcinema.pipeline.jobs.extraction.database;
