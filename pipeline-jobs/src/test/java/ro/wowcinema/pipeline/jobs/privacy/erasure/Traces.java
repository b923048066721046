package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Searches every table and file for identifiers of users. */
final class Traces {
  private static final Pattern USER_IN_TEXT =
      Pattern.compile("user_id\\W{1,6}(?:is\\W{1,3})?(\\d+)|(?m)^\"?(\\d+),|\\[(\\d+)\\]");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,\"'(){}\\[\\]:;=]+");
  private static final int LONGEST_NAME = 4;

  private final Set<String> identifiers;
  private final Set<String> users;

  private Traces(Collection<String> identifiers, Collection<Long> users) {
    this.identifiers =
        identifiers.stream()
            .map(text -> BETWEEN_WORDS.splitAsStream(text).collect(Collectors.joining(" ")))
            .collect(Collectors.toSet());
    this.users = users.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  static Traces of(Collection<String> identifiers, Collection<Long> users) {
    return new Traces(identifiers, users);
  }

  /** The places and identifiers found. */
  List<String> in(DSLContext dsl, List<Path> folders) throws IOException {
    List<String> found = new ArrayList<>();
    for (String table :
        dsl
            .fetchValues(
                """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            order by 1
            """)
            .stream()
            .map(String::valueOf)
            .toList()) {
      dsl.transaction(
          transaction -> {
            try (Cursor<Record> rows =
                transaction
                    .dsl()
                    .resultQuery(
                        "select t::text as text, to_jsonb(t) ->> 'user_id' as user_id from "
                            + table
                            + " as t")
                    .fetchSize(1000)
                    .fetchLazy()) {
              rows.forEach(
                  row -> {
                    look(table, row.get("text", String.class), found);
                    if (users.contains(row.get("user_id", String.class))) {
                      found.add(table + ": user " + row.get("user_id"));
                    }
                  });
            }
          });
    }
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          look(file.toString(), content(file), found);
        }
      }
    }
    return found;
  }

  private void look(String where, String text, List<String> found) {
    List<String> words = BETWEEN_WORDS.splitAsStream(text).toList();
    for (int i = 0; i < words.size(); i++) {
      StringBuilder phrase = new StringBuilder();
      for (int j = i; j < Math.min(words.size(), i + LONGEST_NAME); j++) {
        phrase.append(j == i ? "" : " ").append(words.get(j));
        if (identifiers.contains(phrase.toString())) {
          found.add(where + ": " + phrase);
        }
      }
    }
    Matcher numbered = USER_IN_TEXT.matcher(text);
    while (numbered.find()) {
      for (int group = 1; group <= numbered.groupCount(); group++) {
        if (users.contains(numbered.group(group))) {
          found.add(where + ": user " + numbered.group());
        }
      }
    }
  }

  private static String content(Path file) throws IOException {
    try (InputStream in =
        file.toString().endsWith(".gz")
            ? new GZIPInputStream(Files.newInputStream(file))
            : Files.newInputStream(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
