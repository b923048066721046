/**
 * Reads delivered files as a stream of raw records: the landing zone, gzip, CSV, JSON lines and
 * IMDb's TSV, in constant memory. Uses {@code core.load.contract} for names and types of fields; it
 * writes nothing.
 */
package ro.wowcinema.pipeline.core.load.format;
