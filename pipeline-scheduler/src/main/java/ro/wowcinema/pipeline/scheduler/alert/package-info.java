/**
 * Sends alerts to people: the outbox, its retries, and the channels e-mail and webhook. Uses the
 * alerts that the engine stored; it knows nobody who uses it.
 */
package ro.wowcinema.pipeline.scheduler.alert;
