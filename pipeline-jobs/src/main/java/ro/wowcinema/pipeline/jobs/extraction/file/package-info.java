/**
 * The files of an extraction: records in their delivered form, packed, in a hidden draft until all
 * are on the disk. Uses the column declarations of {@code jobs.extraction.database} and {@code
 * core.files}.
 */
package ro.wowcinema.pipeline.jobs.extraction.file;
