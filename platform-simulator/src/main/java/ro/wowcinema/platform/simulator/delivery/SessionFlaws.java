package ro.wowcinema.platform.simulator.delivery;

import java.util.List;
import ro.wowcinema.platform.simulator.world.Bucharest;

/** How the viewing log goes wrong. */
final class SessionFlaws {
  private static final int LONGEST_LOG_ID = 50;

  private SessionFlaws() {}

  static List<Flaw> all() {
    return List.of(
        Flaw.rejected(draft -> draft.replaceText(firstHalf(draft.text()))),
        Flaw.rejected(draft -> draft.replaceText("[" + draft.get("user_id") + "]")),
        Flaw.rejected(draft -> draft.drop("user_id")),
        Flaw.rejected(draft -> draft.drop("title_id")),
        Flaw.rejected(draft -> draft.set("emitted_at", "null")),
        Flaw.rejected(draft -> draft.set("session_start", string("yesterday evening"))),
        Flaw.rejected(draft -> draft.set("session_start", "1764007391")),
        Flaw.rejected(SessionFlaws::endBeforeStart),
        Flaw.rejected(draft -> draft.set("log_id", string("x".repeat(LONGEST_LOG_ID + 1)))),
        Flaw.rejected(draft -> draft.set("log_id", string(""))),
        Flaw.rejected(draft -> draft.set("user_id", string("twelve"))),
        Flaw.rejected(draft -> draft.set("user_id", "-5")),
        Flaw.rejected(draft -> draft.set("title_id", string("movie 17"))),
        Flaw.spoilt(draft -> draft.set("rating", "11")),
        Flaw.spoilt(draft -> draft.set("rating", string("great"))),
        Flaw.spoilt(draft -> draft.set("reaction", "7")),
        Flaw.spoilt(draft -> draft.set("region_code", "99")),
        Flaw.spoilt(SessionFlaws::withoutOffset),
        Flaw.repeated());
  }

  /** An open record gets an end too, or this flaw would not show. */
  private static void endBeforeStart(RecordDraft draft) {
    if (draft.get("session_end") == null) {
      draft.set("session_end", draft.get("emitted_at"));
    }
    draft.swap("session_start", "session_end");
  }

  private static void withoutOffset(RecordDraft draft) {
    String start = draft.get("session_start").replace("\"", "");
    draft.set("session_start", string(Bucharest.withoutOffset(start)));
  }

  private static String firstHalf(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static String string(String text) {
    return JsonLinesFormat.string(text);
  }
}
