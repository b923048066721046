/**
 * The contract of delivered files: columns, their types, the rules of their records, and the
 * reasons for refusing one. Uses the JDK and jOOQ's table names; it reads no file.
 */
package ro.wowcinema.pipeline.core.load.contract;
