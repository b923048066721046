/**
 * {@code WarehouseDag} declares the daily load in the order in which the data flows, and the module
 * binds its jobs. It may use every layer below, and nothing below may use it.
 */
package ro.wowcinema.pipeline.jobs;
