/**
 * Users: who they are, what they subscribe to, how that changes day by day, and what they like.
 * Uses {@code simulator.world} and the tastes and names of {@code simulator.title}.
 */
package ro.wowcinema.platform.simulator.user;
