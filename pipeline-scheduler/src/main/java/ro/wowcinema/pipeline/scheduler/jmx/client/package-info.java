/**
 * Asks a daemon to do something and waits no longer than it is told to; the command line is the
 * caller. Uses the failures of {@code scheduler.jmx.bean} and the logins of {@code
 * scheduler.jmx.access}.
 */
package ro.wowcinema.pipeline.scheduler.jmx.client;
