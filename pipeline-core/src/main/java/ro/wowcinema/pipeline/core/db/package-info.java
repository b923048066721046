/**
 * Connections to PostgreSQL: the pool, checks of the server, the watch for dead connections, and
 * small helpers for statements inside a transaction. Uses jOOQ and the JDBC driver; every other
 * package of the engine may use it.
 */
package ro.wowcinema.pipeline.core.db;
