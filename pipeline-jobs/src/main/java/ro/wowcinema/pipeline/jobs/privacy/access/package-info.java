/**
 * What is handed out about a user: the export of everything that is kept, and the decryption of
 * values. Uses {@code jobs.privacy.registry} to find refused records; every use is audited before
 * anything is shown.
 */
package ro.wowcinema.pipeline.jobs.privacy.access;
