/**
 * How operators reach a long-lived process by JMX: the connector on one port of one address, who
 * may log in and what each role may call, objects as MBeans, and the client of the command line.
 * Uses the JDK's JMX and jmxutils; it does not know what the process does.
 */
package ro.wowcinema.pipeline.scheduler.jmx;
