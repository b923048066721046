/**
 * Slowly changing dimensions of type 2: snapshots become changes, and the version chain of every
 * changed key is recomputed from its history. Uses the database only, and knows no table of the
 * business.
 */
package ro.wowcinema.pipeline.core.scd;
