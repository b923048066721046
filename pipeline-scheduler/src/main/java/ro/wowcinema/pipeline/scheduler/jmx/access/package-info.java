/**
 * Who may log in and what each role may do, with the files that say so. Uses the JDK's JMX;
 * settings and keystores are here because client and server share them.
 */
package ro.wowcinema.pipeline.scheduler.jmx.access;
