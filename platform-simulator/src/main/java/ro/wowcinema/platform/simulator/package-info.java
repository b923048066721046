/**
 * Simulated deliveries: a landing folder in the format of the real sources, without their data.
 * Uses the packages below, and they use none of the product.
 *
 * <p>Everything follows from the {@link ro.wowcinema.platform.simulator.world.Simulation}: nothing
 * here reads a clock, the default time zone or the default locale, and nothing depends on the order
 * of a hash table. Each subject (titles, users, the sessions of a day …) draws from a random stream
 * of its own, so that a new draw for one leaves the others as they were.
 */
package ro.wowcinema.platform.simulator;
