/**
 * Declares checks of a table and evaluates them in the transaction that wrote it, before the
 * commit. Uses {@code core.scd} for the shape of dimensions and the database; its results go to
 * {@code ops.check_result} only.
 */
package ro.wowcinema.pipeline.core.quality;
