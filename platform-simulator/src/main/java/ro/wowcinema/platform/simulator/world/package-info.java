/**
 * What all of the simulation shares: what to simulate, the platform's calendar, and chance that
 * gives the same everywhere. Uses the JDK only.
 */
package ro.wowcinema.platform.simulator.world;
