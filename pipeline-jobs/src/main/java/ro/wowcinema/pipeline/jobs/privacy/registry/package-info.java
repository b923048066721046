/**
 * The registry of erased users, and the matching of records and messages with it. Uses {@code
 * jobs.privacy.crypto}, because the registry holds keyed hashes and no identifiers; the loader
 * checks every record.
 */
package ro.wowcinema.pipeline.jobs.privacy.registry;
