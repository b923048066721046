/**
 * Objects as MBeans: descriptions, records as tables, alerts as notifications, and failures as
 * sentences that any client can show. Uses the JDK's JMX and the library of the annotations; it
 * opens no port.
 */
package ro.wowcinema.pipeline.scheduler.jmx.bean;
