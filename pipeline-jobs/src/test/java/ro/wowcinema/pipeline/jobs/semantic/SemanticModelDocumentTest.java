package ro.wowcinema.pipeline.jobs.semantic;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.semantic.dbt.DbtFiles;
import ro.wowcinema.pipeline.jobs.semantic.model.CatalogueReader;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;
import ro.wowcinema.pipeline.jobs.semantic.powerbi.PowerBiProject;
import ro.wowcinema.pipeline.jobs.semantic.superset.SupersetImport;

/** {@code deploy/semantic} is what the migrated database says. */
final class SemanticModelDocumentTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Path FOLDER = Path.of("..", "deploy", "semantic");

  private static SemanticModel model;

  @BeforeAll
  static void read() {
    model = CatalogueReader.readAll(warehouse.dsl());
  }

  @Test
  void powerBiProjectFollows() throws IOException {
    new GeneratedFolder(FOLDER.resolve("powerbi")).assertHas(PowerBiProject.files(model));
  }

  @Test
  void dbtFilesFollow() throws IOException {
    new GeneratedFolder(FOLDER.resolve("dbt")).assertHas(DbtFiles.files(model));
  }

  @Test
  void supersetImportFollows() throws IOException {
    new GeneratedFolder(FOLDER.resolve("superset")).assertHas(SupersetImport.files(model));
  }
}
