/**
 * The privacy key, encryption of values, and keyed hashes of identifiers. Uses Google's Tink; it
 * knows no table but the one that says which keys the database is encrypted and hashed with.
 */
package ro.wowcinema.pipeline.jobs.privacy.crypto;
