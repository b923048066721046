/**
 * The command {@code db}, and how other commands open a database that has this version's schema.
 * Uses {@code scheduler.wiring} and {@code scheduler.cli.terminal}.
 */
package ro.wowcinema.pipeline.scheduler.cli.database;
