/**
 * Which logical dates are due, which may start, and which are late. Uses {@code core.ledger} and
 * {@code core.alert}; time is passed in, and nothing here runs a DAG.
 */
package ro.wowcinema.pipeline.core.schedule;
