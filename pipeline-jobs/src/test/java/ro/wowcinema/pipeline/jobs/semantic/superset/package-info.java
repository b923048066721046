/** The dashboards as an import of Superset. May use the model and the formats. */
package ro.wowcinema.pipeline.jobs.semantic.superset;
