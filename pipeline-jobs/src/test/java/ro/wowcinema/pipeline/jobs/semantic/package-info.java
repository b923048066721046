/**
 * Generates {@code deploy/semantic}, and holds the folder against what a migrated database says.
 * The model is read once; a package per tool writes it.
 */
package ro.wowcinema.pipeline.jobs.semantic;
