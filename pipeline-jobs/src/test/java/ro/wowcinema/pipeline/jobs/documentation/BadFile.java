package ro.wowcinema.pipeline.jobs.documentation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A delivery that is refused as a whole.
 *
 * @param what is wrong
 * @param earlier files of the day before, which are right
 * @param files source and name, and content, of the day
 * @param tasks the tasks that load it
 */
record BadFile(
    String what, Map<String, byte[]> earlier, Map<String, byte[]> files, List<String> tasks) {
  private static final String HEADER =
      "plan_id,plan_name,monthly_price,currency_code,discount_percent\n";
  private static final String BRONZE = "1,Bronze,3.99,USD,15\n";
  private static final String SILVER = "2,Silver,5.99,USD,30\n";
  private static final String PLANS = "platform/plans.csv";
  private static final String PACKED = PLANS + ".gz";

  static List<BadFile> all() {
    return List.of(
        plans("named `.gz`, and is no gzip", PACKED, text(HEADER + BRONZE)),
        plans("packed with another program", PACKED, text("PK\3\4\24\0\0\0\10\0")),
        plans("gzip that is cut off", PACKED, Arrays.copyOf(gzip(HEADER + BRONZE), 5)),
        plans("a required column is missing", PLANS, text("plan_id,plan_name\n1,Bronze\n")),
        plans("semicolons between fields", PLANS, text(HEADER.replace(',', ';') + "1;Bronze\n")),
        plans("no header", PLANS, text(BRONZE + SILVER)),
        plans("a column is there twice", PLANS, text("plan_id,plan_id,plan_name\n1,1,Bronze\n")),
        plans("empty, without a header", PLANS, text("")),
        plans("the last line is cut off", PLANS, text(HEADER + BRONZE + "2,Silver,5.9")),
        plans("UTF-16", PLANS, ("\uFEFF" + HEADER + BRONZE).getBytes(UTF_16LE)),
        plans("not UTF-8", PLANS, (HEADER + "1,Argintíu,3.99,USD,15\n").getBytes(ISO_8859_1)),
        plans("too many bad records", PLANS, text(HEADER + BRONZE + "x,,,,\ny,,,,\n")),
        both(),
        new BadFile(
            "a complete delivery lacks a file that it must have",
            Map.of(),
            Map.of("platform/_SUCCESS", new byte[0]),
            List.of("stage_users")),
        new BadFile(
            "a full snapshot lost too many members",
            Map.of(PLANS, manyPlans(200)),
            Map.of(PLANS, manyPlans(80)),
            List.of("stage_plans", "cleanse_plans")));
  }

  private static BadFile both() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(PLANS, text(HEADER + BRONZE));
    files.put(PACKED, gzip(HEADER + SILVER));
    return new BadFile("there plain and packed", Map.of(), files, List.of("stage_plans"));
  }

  private static BadFile plans(String what, String file, byte[] content) {
    return new BadFile(what, Map.of(), Map.of(file, content), List.of("stage_plans"));
  }

  private static byte[] manyPlans(int count) {
    StringBuilder plans = new StringBuilder(HEADER);
    for (int id = 1; id <= count; id++) {
      plans.append(id).append(",Bronze,3.99,USD,15\n");
    }
    return text(plans.toString());
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
