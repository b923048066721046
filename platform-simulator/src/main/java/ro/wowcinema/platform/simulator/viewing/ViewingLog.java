package ro.wowcinema.platform.simulator.viewing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.platform.simulator.world.Bucharest;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** How viewings are logged: mostly once, at the end; and not always in time or in order. */
final class ViewingLog {
  private static final double OPENED_FIRST = 0.16;
  private static final double NEVER_CLOSED = 0.03;
  private static final double LATE = 0.02;
  private static final int LATEST_DAYS = 5;
  private static final double OUT_OF_ORDER = 0.04;
  private static final int FARTHEST_SECONDS = 3 * 3_600;
  private static final double REPEATED = 0.006;
  private static final double REPEATED_NEXT_DAY = 0.3;
  private static final double UTC = 0.7;
  private static final int SLOWEST_SECONDS = 40;

  private final RandomStream chance;

  ViewingLog(RandomStream chance) {
    this.chance = chance;
  }

  List<LogRecord> recordsOf(ViewingSession viewing) {
    List<LogRecord> records = new ArrayList<>();
    double kind = chance.fraction();
    if (kind < NEVER_CLOSED + OPENED_FIRST) {
      records.add(record(viewing, false));
    }
    if (kind >= NEVER_CLOSED) {
      records.add(record(viewing, true));
    }
    if (chance.isTrueWith(REPEATED)) {
      LogRecord first = records.get(0);
      int later = chance.isTrueWith(REPEATED_NEXT_DAY) ? 1 : 0;
      records.add(first.againOn(first.deliveredOn().plusDays(later)));
    }
    return records;
  }

  private LogRecord record(ViewingSession viewing, boolean closed) {
    Instant logged = closed ? viewing.end() : viewing.start();
    Instant emittedAt = logged.plusSeconds(chance.between(1, SLOWEST_SECONDS));
    int late = chance.isTrueWith(LATE) ? chance.between(1, LATEST_DAYS) : 0;
    int displaced =
        chance.isTrueWith(OUT_OF_ORDER) ? chance.between(-FARTHEST_SECONDS, FARTHEST_SECONDS) : 0;
    return new LogRecord(
        viewing,
        closed,
        emittedAt,
        Bucharest.dayOf(emittedAt).plusDays(late),
        emittedAt.plusSeconds(displaced),
        chance.isTrueWith(UTC));
  }
}
