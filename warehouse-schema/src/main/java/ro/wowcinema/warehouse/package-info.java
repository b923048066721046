/**
 * Migrates a database to this version's schema, by one process at a time, and says who holds it up.
 * Uses Flyway and JDBC; the classes that jOOQ generates from the schema are in packages below.
 */
package ro.wowcinema.warehouse;
