/**
 * The program behind {@code ./pipeline}: its main method and the list of all commands. Uses the
 * packages below, one per group of commands; nothing uses it.
 */
package ro.wowcinema.pipeline.scheduler.cli;
