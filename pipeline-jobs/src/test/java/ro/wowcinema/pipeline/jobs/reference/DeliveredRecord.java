package ro.wowcinema.pipeline.jobs.reference;

import java.util.List;

/**
 * A record as delivered.
 *
 * @param line where it ends in its file, from 1
 * @param values text of the file's columns that matter, in their order; null where there is none
 */
record DeliveredRecord(long line, List<String> values) {}
