/**
 * Operators' actions on runs and schedules, and their views of them; every action is audited in the
 * transaction that does it. Uses {@code core.schedule} and {@code core.ledger}; JMX, console and
 * command line are its callers.
 */
package ro.wowcinema.pipeline.core.operations;
