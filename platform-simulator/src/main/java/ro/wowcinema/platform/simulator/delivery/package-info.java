/**
 * The delivered files: their formats, their columns, and the bad records among them. Uses
 * everything that is delivered; nothing of the simulation uses it but the simulator itself.
 */
package ro.wowcinema.platform.simulator.delivery;
