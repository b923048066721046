/**
 * Sends alerts to people: the outbox, its retries, and the channels e-mail and webhook. Uses the
 * alerts that the engine stored; does not depend on its callers.
 */
package ro.wowcinema.pipeline.scheduler.alert;
