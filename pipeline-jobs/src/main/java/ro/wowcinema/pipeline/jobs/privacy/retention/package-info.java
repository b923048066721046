/**
 * Deletes expired personal data, in jobs of the maintenance DAG and on request. Uses {@code
 * jobs.privacy.erasure}; its periods come from the configuration.
 */
package ro.wowcinema.pipeline.jobs.privacy.retention;
