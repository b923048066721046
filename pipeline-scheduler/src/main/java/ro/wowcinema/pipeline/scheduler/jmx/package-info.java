/**
 * How operators reach a long-lived process by JMX, free of what it does: the connector on one port,
 * who may log in and do what, objects as MBeans, alerts as notifications, and the client that the
 * command line uses.
 */
package ro.wowcinema.pipeline.scheduler.jmx;
