/**
 * Sends OpenLineage events of runs to a file or a server, on a thread of its own. Uses the engine's
 * listeners and the database's catalogue; does not depend on its callers.
 */
package ro.wowcinema.pipeline.scheduler.lineage;
