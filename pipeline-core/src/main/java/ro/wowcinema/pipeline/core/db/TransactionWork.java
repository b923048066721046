package ro.wowcinema.pipeline.core.db;

import org.jooq.DSLContext;

/** Statements that commit together: all of them when it returns, none when it throws. */
@FunctionalInterface
public interface TransactionWork<T> {
  T run(DSLContext transaction) throws Exception;
}
