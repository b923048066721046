/**
 * JMX access for operators to a long-lived process: the connector on one port of one address, users
 * and the permissions of roles, objects as MBeans, and the client of the command line. Uses the
 * JDK's JMX and jmxutils; it does not know what the process does.
 */
package ro.wowcinema.pipeline.scheduler.jmx;
