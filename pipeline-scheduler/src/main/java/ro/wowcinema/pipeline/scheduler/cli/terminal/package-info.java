/**
 * What every command finds: its options and configuration, standard streams, interruption, log
 * files, and the exit code of a failure. Uses {@code scheduler.cli.result}; it knows no command.
 */
package ro.wowcinema.pipeline.scheduler.cli.terminal;
