/**
 * Viewing sessions: who watches what and when, and what the platform's log says of it, sometimes
 * late. Uses users and titles; it writes no file.
 */
package ro.wowcinema.platform.simulator.viewing;
