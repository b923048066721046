/**
 * How operators reach a long-lived process by JMX: the connector on one port of one address. Uses
 * {@code scheduler.jmx.access} to let clients in; it knows nothing of what the process does.
 */
package ro.wowcinema.pipeline.scheduler.jmx;
