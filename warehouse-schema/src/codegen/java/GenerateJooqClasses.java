import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Runs the migrations on a throw-away PostgreSQL and generates the jOOQ classes from what they
 * made. Arguments: the migrations' folder, the folder to write to. Does nothing while neither the
 * migrations nor this file have changed.
 */
final class GenerateJooqClasses {
  private static final String PACKAGE = "ro.wowcinema.warehouse";
  private static final List<String> SCHEMAS =
      List.of(
          "staging", "cleansed", "change_queue", "warehouse", "aggregate", "mart", "pii", "ops");
  private static final Path THIS_FILE = Path.of("src/codegen/java/GenerateJooqClasses.java");

  public static void main(String[] args) throws Exception {
    Path migrations = Path.of(args[0]);
    Path output = Path.of(args[1]);
    Path stamp = output.resolve("migrations.sha256");
    String fingerprint = fingerprint(migrations);
    if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
      return;
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      Flyway.configure()
          .dataSource(url, "postgres", "")
          .locations("filesystem:" + migrations)
          .placeholderReplacement(false)
          .load()
          .migrate();
      GenerationTool.generate(configuration(url, output));
    }
    Files.createDirectories(output);
    Files.writeString(stamp, fingerprint);
  }

  private static Configuration configuration(String url, Path output) {
    return new Configuration()
        .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword(""))
        .withGenerator(
            new Generator()
                .withDatabase(database())
                .withGenerate(
                    new Generate()
                        .withComments(true)
                        .withRecords(false)
                        .withJavaTimeTypes(true)
                        .withGlobalObjectReferences(true))
                .withTarget(
                    new Target().withPackageName(PACKAGE).withDirectory(output.toString())));
  }

  private static Database database() {
    return new Database()
        .withName("org.jooq.meta.postgres.PostgresDatabase")
        .withExcludes("flyway_schema_history|fact_watch_session_[0-9]{4}_[0-9]{2}")
        .withIncludeIndexes(false)
        .withSchemata(
            SCHEMAS.stream().map(name -> new SchemaMappingType().withInputSchema(name)).toList())
        .withForcedTypes(
            new ForcedType()
                .withName("INSTANT")
                .withIncludeTypes("timestamptz|timestamp with time zone"));
  }

  private static String fingerprint(Path migrations) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Files.readAllBytes(THIS_FILE.toAbsolutePath()));
    try (Stream<Path> files = Files.list(migrations)) {
      for (Path file : files.sorted().toList()) {
        digest.update(file.getFileName().toString().getBytes("UTF-8"));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
