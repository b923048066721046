/**
 * Titles, the people who make them, and the catalogue of what the platform streams. Uses {@code
 * simulator.world} and Datafaker, which only this package sees.
 */
package ro.wowcinema.platform.simulator.title;
