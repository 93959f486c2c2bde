package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.LossConfiguration.WeightingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReaderTest {
  private static final String BATCHES =
      """
      metrics = [category, closure]
      train { epochs = 3, micro-batch = 8 }
      study {
        seeds = [4, 5]
        grid { "train.global-batch" = [64, 32], loss { weighting = [uniform, kendall] } }
        against = train.global-batch
      }
      """;

  @TempDir Path folder;

  @Test
  void cellsAreAllCombinations() {
    StudyConfiguration study = read(BATCHES);
    assertEquals("some", study.title());
    assertEquals(Optional.of("train.global-batch"), study.against());
    assertEquals(Optional.empty(), study.dataset());
    assertEquals(
        List.of(
            "weighting-uniform_global-batch-64_seed-4",
            "weighting-uniform_global-batch-64_seed-5",
            "weighting-kendall_global-batch-64_seed-4",
            "weighting-kendall_global-batch-64_seed-5",
            "weighting-uniform_global-batch-32_seed-4",
            "weighting-uniform_global-batch-32_seed-5",
            "weighting-kendall_global-batch-32_seed-4",
            "weighting-kendall_global-batch-32_seed-5"),
        names(study));
    StudyCell cell = study.cells().get(7);
    assertEquals("kendall", cell.series());
    assertEquals("32", cell.place());
    assertEquals(5, cell.configuration().seed());
    assertEquals(32, cell.configuration().train().globalBatch());
    assertEquals(WeightingName.KENDALL, cell.configuration().loss().weighting());
    assertEquals(3, cell.configuration().train().epochs());
  }

  @Test
  void variantsChangeSettingsTogether() {
    StudyConfiguration study =
        read(
            """
            metrics = [a, b]
            study {
              title = "Which labels"
              dataset = data/shoes
              seeds = [1]
              variants = [
                { name = both }
                { name = supcon-a, settings { method = supcon, metrics = [a], "train.epochs" = 2 } }
              ]
            }
            """);
    assertEquals("Which labels", study.title());
    assertEquals(Optional.of("data/shoes"), study.dataset());
    assertEquals(List.of("both_seed-1", "supcon-a_seed-1"), names(study));
    assertEquals("supcon-a", study.cells().get(1).series());
    assertEquals("", study.cells().get(1).place());
    Configuration single = study.cells().get(1).configuration();
    assertEquals(Method.SUPCON, single.method());
    assertEquals(1, single.metrics().size());
    assertEquals(2, single.train().epochs());
  }

  @Test
  void listsAreValuesToo() {
    StudyConfiguration study =
        read("study { seeds = [1], grid { metrics = [[a], [a, {label = b, weight = 2}]] } }");
    assertEquals(List.of("metrics-a_seed-1", "metrics-a+-label-b-weight-2_seed-1"), names(study));
    assertEquals(2, study.cells().get(1).configuration().metrics().size());
  }

  @Test
  void settingsOfTheCommandLineAreForAllCells() {
    StudyConfiguration study =
        StudyReader.read(BATCHES, "x.conf", List.of("train.epochs=9", "study.seeds=[7]"));
    assertEquals(4, study.cells().size());
    assertTrue(study.cells().stream().allMatch(cell -> cell.configuration().train().epochs() == 9));
    assertEquals(
        List.of(
            "Invalid setting: train.global-batch=8 (study.grid has it; choose cells with --cell, or"
                + " set study.grid.\"train.global-batch\" to a list)"),
        assertThrows(
                ConfigurationException.class,
                () -> StudyReader.read(BATCHES, "x.conf", List.of("train.global-batch=8")))
            .problems());
  }

  @Test
  void includesAreThoseOfTheFileThatHasThem() throws IOException {
    Files.createDirectories(folder.resolve("conf/studies"));
    Files.writeString(folder.resolve("conf/a.conf"), "train.epochs = 7");
    Files.writeString(folder.resolve("conf/b.conf"), "include \"a.conf\"\nmetrics = [m]");
    Path file = folder.resolve("conf/studies/c.conf");
    StudyConfiguration study =
        StudyReader.read("include \"../b.conf\"\nstudy.seeds = [1]", file.toString(), List.of());
    assertEquals("c", study.title());
    assertEquals(List.of("seed-1"), names(study));
    assertEquals("c", study.cells().get(0).series());
    assertEquals(7, study.cells().get(0).configuration().train().epochs());
  }

  @Test
  void allProblemsOfTheStudyAreReportedAtOnce() {
    assertEquals(
        List.of(
            "Unknown key study.sedes (did you mean study.seeds?)",
            "Invalid study.grid: data.shard-size (cells share one dataset; make another study)",
            "Invalid study.grid.\"loss.weighting\": [half, half] (one stands twice)",
            "Invalid study.grid.\"train.epochs\": 3 (must be a list of values)",
            "Unknown key study.variants[1].setings (did you mean settings?)",
            "Invalid study.variants[0].name: a b (must be letters, digits, '.', '+' and '-')",
            "Invalid study.variants[0].settings: seed (study.seeds are the cells' seeds)",
            "Invalid study.variants[0].settings: loss.weighting (study.grid has it too; leave it"
                + " out of one)",
            "Invalid study.variants: c stands twice (rename one)",
            "Invalid study.against: loss.weightin (must be a key of study.grid; did you mean"
                + " loss.weighting?)",
            "Invalid study.seeds: [1, 1] (one stands twice)"),
        problems(
            """
            study {
              sedes = [1]
              seeds = [1, 1]
              grid { train.epochs = 3, "loss.weighting" = [half, half], data.shard-size = [1, 2] }
              variants = [
                { name = "a b", settings { seed = 3, loss.weighting = exact } }
                { name = c, setings {} }
                c
              ]
              against = loss.weightin
            }
            """));
  }

  @Test
  void problemsOfCellsNameTheCells() {
    assertEquals(
        List.of(
            "Unknown key train.epocs (did you mean train.epochs?)",
            "Invalid train.global-batch: 33 (must be a multiple of train.lanes, 2), in 2 cells:"
                + " temperature-0.1_global-batch-33_seed-1 ...",
            "Invalid loss.temperature: 0 (must be > 0), in 2 cells:"
                + " temperature-0_global-batch-32_seed-1 ..."),
        problems(
            """
            train.epocs = 3
            train.micro-batch = 1
            study {
              seeds = [1]
              grid { train.global-batch = [32, 33], loss.temperature = [0.1, 0] }
            }
            """));
  }

  @Test
  void cellsHaveNamesOfTheirOwn() {
    assertEquals(
        List.of(
            "Invalid study: two cells are called temperature-0.1_seed-1 (tell them apart by names"
                + " of study.variants)"),
        problems("study { seeds = [1], grid { loss.temperature = [0.1, \"0.1 \"] } }"));
  }

  @Test
  void aFileWithoutAStudyIsNone() {
    assertEquals(
        "Invalid study some.conf: it has no section \"study\" (docs/studies.md says what it holds)",
        problems("train.epochs = 3").get(0));
    assertEquals(1, problems("study = 3").size());
  }

  private static List<String> names(StudyConfiguration study) {
    return study.cells().stream().map(StudyCell::name).toList();
  }

  private static StudyConfiguration read(String text) {
    return StudyReader.read(text, "conf/some.conf", List.of());
  }

  private static List<String> problems(String text) {
    return assertThrows(
            ConfigurationException.class, () -> StudyReader.read(text, "some.conf", List.of()))
        .problems();
  }
}
