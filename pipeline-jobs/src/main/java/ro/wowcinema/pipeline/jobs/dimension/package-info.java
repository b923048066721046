/**
 * Dimensions and their bridges, built from the change tables: full versions for what has history,
 * overwritten values for the rest. Uses {@code core.scd}; it reads no fact.
 */
package ro.wowcinema.pipeline.jobs.dimension;
