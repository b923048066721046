package ro.wowcinema.platform.simulator.delivery;

import java.util.List;
import ro.wowcinema.platform.simulator.world.Bucharest;

/** How the platform's CSV files go wrong. */
final class PlatformFlaws {
  private PlatformFlaws() {}

  static List<Flaw> users() {
    return List.of(
        Flaw.rejected(draft -> draft.drop("consent_personalisation")),
        Flaw.rejected(draft -> draft.surplus("surplus")),
        Flaw.rejected(draft -> draft.set("user_id", "")),
        Flaw.rejected(draft -> draft.set("user_id", "U-17")),
        Flaw.rejected(draft -> draft.set("plan_id", "")),
        Flaw.rejected(draft -> draft.set("updated_at", "")),
        Flaw.rejected(draft -> draft.set("updated_at", "yesterday")),
        Flaw.rejected(draft -> draft.set("subscription_start_date", "2026-02-30")),
        Flaw.rejectedTwice(PlatformFlaws::unclosedQuote),
        Flaw.spoilt(draft -> draft.set("region_code", "99")),
        Flaw.spoilt(draft -> draft.set("birth_date", "1990-13-45")),
        Flaw.spoilt(draft -> draft.set("consent_personalisation", "maybe")),
        Flaw.spoilt(PlatformFlaws::withoutOffset),
        Flaw.added(draft -> draft.set("region_code", "42")));
  }

  static List<Flaw> catalogue() {
    return List.of(
        Flaw.rejected(draft -> draft.drop("available_until")),
        Flaw.rejected(draft -> draft.surplus("surplus")),
        Flaw.rejected(draft -> draft.set("title_id", "")),
        Flaw.rejected(draft -> draft.set("title_id", "movie 17")),
        Flaw.spoilt(draft -> draft.set("available_from", "soon")),
        Flaw.spoilt(draft -> draft.set("available_until", "31/12/2026")),
        Flaw.repeated());
  }

  /** Three plans: one that is rejected would be a third of the file. */
  static List<Flaw> plans() {
    return List.of();
  }

  /**
   * A quote opens in one line and closes in the next: whether a reader goes by lines or by quotes,
   * it finds too few fields, and the record after them is whole.
   */
  private static void unclosedQuote(RecordDraft draft) {
    String line = draft.set("first_name", "Ana").text();
    String userId = draft.get("user_id");
    draft.replaceText(line.replaceFirst(",Ana,", ",\"Ana,") + '\n' + userId + ",\",");
  }

  private static void withoutOffset(RecordDraft draft) {
    draft.set("updated_at", Bucharest.withoutOffset(draft.get("updated_at")));
  }
}
