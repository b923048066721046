/**
 * Commands for personal data: export, erase, retention, decryption and key rotation. Uses {@code
 * jobs.privacy}, which also writes the audit.
 */
package ro.wowcinema.pipeline.scheduler.cli.privacy;
