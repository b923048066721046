/**
 * What a delivered file must look like: its columns, their types, the rules of its records, and the
 * reasons for refusing one. Uses the JDK and jOOQ's table names; it reads no file.
 */
package ro.wowcinema.pipeline.core.load.contract;
