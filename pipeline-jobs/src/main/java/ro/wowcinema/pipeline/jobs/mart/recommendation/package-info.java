/**
 * Which movies a user may like, from what consenting users watched, and the evaluation of those
 * recommendations. Uses the fact and the catalogue through the database; rows become visible
 * edition by edition.
 */
package ro.wowcinema.pipeline.jobs.mart.recommendation;
