/** The model as a Power BI project. May use the model and the formats. */
package ro.wowcinema.pipeline.jobs.semantic.powerbi;
