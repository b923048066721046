/**
 * Access to a user's data: the export of all stored data, and the decryption of values. Uses {@code
 * jobs.privacy.registry} to find refused records; every use is audited before any data is shown.
 */
package ro.wowcinema.pipeline.jobs.privacy.access;
