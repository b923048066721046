/**
 * The deliveries: who sends which file, what the file must look like, whether it has arrived, and
 * what jobs can be configured with. Uses {@code core.load} and {@code core.job}; every layer may
 * use it, and it uses none of them.
 */
package ro.wowcinema.pipeline.jobs.source;
