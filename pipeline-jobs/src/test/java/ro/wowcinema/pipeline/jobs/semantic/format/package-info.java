/** Text of the generated files, and identifiers within them. Knows no tool and not the model. */
package ro.wowcinema.pipeline.jobs.semantic.format;
