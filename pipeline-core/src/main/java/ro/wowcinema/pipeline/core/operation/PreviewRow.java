package ro.wowcinema.pipeline.core.operation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A date and what would become of it.
 *
 * @param dueAt when its run is due
 * @param state of its run; {@code none} where there is none
 * @param backfill what a backfill would do: {@code run} or {@code leave}
 * @param resume which policies would run it if the DAG were resumed now; empty where none would
 */
public record PreviewRow(
    LocalDate date, Instant dueAt, String state, String backfill, String resume) {}
