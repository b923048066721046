/**
 * Pages of {@code docs/} that are held against the product: what in them is generated is generated
 * here, and every query in them is run.
 */
package ro.wowcinema.pipeline.jobs.documentation;
