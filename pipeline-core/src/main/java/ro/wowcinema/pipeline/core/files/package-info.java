/**
 * Files and folders that survive a power failure or that only their owner may read. Uses the JDK
 * only, so every package may use it.
 */
package ro.wowcinema.pipeline.core.files;
