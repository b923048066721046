/**
 * Commands that load data in this process, {@code run} and {@code demo}, and {@code simulate},
 * which makes data up; with their progress on the terminal. Uses {@code scheduler.wiring}; only
 * here does the product use the simulator.
 */
package ro.wowcinema.pipeline.scheduler.cli.load;
