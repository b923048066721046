/**
 * Brings the files that IMDb publishes into the landing zone, resuming interrupted transfers. Uses
 * {@code jobs.download.http} to ask and {@code core.files} to keep; nothing here reads the content
 * of a file.
 */
package ro.wowcinema.pipeline.jobs.download;
