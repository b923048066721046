/**
 * Ends by age what is kept about people, as jobs of the maintenance and on request. Uses {@code
 * jobs.privacy.erasure}; its periods come from the configuration.
 */
package ro.wowcinema.pipeline.jobs.privacy.retention;
