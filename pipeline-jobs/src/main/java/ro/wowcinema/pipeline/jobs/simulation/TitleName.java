package ro.wowcinema.pipeline.jobs.simulation;

/** A title as it is known and as it was released. */
record TitleName(String primary, String original) {
  static TitleName same(String text) {
    return new TitleName(text, text);
  }
}
