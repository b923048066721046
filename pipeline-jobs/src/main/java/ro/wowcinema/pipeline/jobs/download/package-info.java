/**
 * Downloads the files that IMDb publishes into the landing zone, if they changed, and resumes
 * interrupted transfers. Uses the JDK's HTTP client, {@code core.files} and {@code
 * core.load.format}; does not parse the records of a file.
 */
package ro.wowcinema.pipeline.jobs.download;
