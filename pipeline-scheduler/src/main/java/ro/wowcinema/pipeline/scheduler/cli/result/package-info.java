/**
 * Rows and how they are written: aligned, as CSV, as JSON, and made harmless for a terminal. Uses
 * the JDK and JDBC's types only.
 */
package ro.wowcinema.pipeline.scheduler.cli.result;
