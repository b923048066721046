/**
 * Commands for the data of people: export, erase, retention and decryption. Uses {@code
 * jobs.privacy}, which also writes the audit.
 */
package ro.wowcinema.pipeline.scheduler.cli.privacy;
