package ro.wowcinema.pipeline.core.operations;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A date and what would happen to it.
 *
 * @param dueAt when its run is due
 * @param state of its run, or that there is none; {@code waiting} where it is requested and
 *     something is missing
 * @param deliveries what is delivered for it: {@code imdb, platform (incomplete)}
 * @param backfill what a backfill would do: {@code run}, {@code leave} or {@code refuse}
 * @param resume which policies would run it if the DAG were resumed now; empty where none would
 * @param note what a run of it waits or would wait for, or why it is refused; may be empty
 */
public record PreviewRow(
    LocalDate date,
    Instant dueAt,
    String state,
    String deliveries,
    String backfill,
    String resume,
    String note) {}
