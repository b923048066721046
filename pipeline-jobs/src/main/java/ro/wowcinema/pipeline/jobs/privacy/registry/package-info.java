/**
 * The registry of erased users, and how a record or a message is recognized as theirs. Uses {@code
 * jobs.privacy.crypto}, because the registry holds keyed hashes and no identifiers; the loader asks
 * it about every record.
 */
package ro.wowcinema.pipeline.jobs.privacy.registry;
