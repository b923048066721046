/**
 * What analysts may read, independent of any tool: tables, references, figures and dashboards, read
 * from the catalogue and {@code mart}; and what is decided here, measures and charts.
 */
package ro.wowcinema.pipeline.jobs.semantic.model;
