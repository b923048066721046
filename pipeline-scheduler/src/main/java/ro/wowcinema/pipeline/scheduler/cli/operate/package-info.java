/**
 * Commands for schedules and runs: the daemon itself, what operators ask it by JMX, and how a DAG
 * looks. Uses {@code scheduler.daemon} and {@code scheduler.jmx}.
 */
package ro.wowcinema.pipeline.scheduler.cli.operate;
