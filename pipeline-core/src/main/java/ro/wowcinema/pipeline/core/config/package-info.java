/**
 * The configuration of a process: its sources, where each value comes from, typed reading, and
 * errors that name the key. Uses the JDK, a YAML parser and {@code core.files}; it knows neither
 * the database nor any job.
 */
package ro.wowcinema.pipeline.core.config;
