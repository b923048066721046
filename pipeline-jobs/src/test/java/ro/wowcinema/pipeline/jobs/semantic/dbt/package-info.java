/** The model as sources and exposures of dbt. May use the model and the formats. */
package ro.wowcinema.pipeline.jobs.semantic.dbt;
