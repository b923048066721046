/**
 * The privacy key, encryption of values, and keyed hashes of identifiers. Uses the JDK's
 * cryptography; it knows no table but the one with the key's fingerprint.
 */
package ro.wowcinema.pipeline.jobs.privacy.crypto;
