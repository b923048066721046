/**
 * Records what operators must be notified of: an alert is a row of {@code ops.alert} that is
 * written in the transaction that detects its cause, so that it is raised once. Uses only the
 * database; how alerts are sent is not known here.
 */
package ro.wowcinema.pipeline.core.alert;
