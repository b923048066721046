/**
 * The rotation of the encryption key: every encrypted text of the database is encrypted again by a
 * new key. Uses {@code jobs.privacy.crypto} for the keys and {@code jobs.privacy.erasure} to check
 * whether a run is loading.
 */
package ro.wowcinema.pipeline.jobs.privacy.rotation;
