package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every study in conf/studies: each of its cells can be configured and trains on known labels. */
class StudyFilesTest {
  private static final Path STUDIES = Path.of("..", "conf", "studies");

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(STUDIES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void cellsCanBeConfigured(Path file) throws IOException {
    StudyConfiguration study = read(file);
    assertTrue(study.cells().size() >= 4, study.title());
    assertTrue(study.dataset().isPresent());
    for (StudyCell cell : study.cells()) {
      List<String> labels = cell.configuration().data().labels().stream().map(Label::name).toList();
      for (MetricConfiguration metric : cell.configuration().metrics()) {
        assertTrue(labels.contains(metric.label()), cell.name() + ": " + metric.label());
      }
    }
  }

  /** More than one seed, or there would be no spread. */
  @ParameterizedTest
  @MethodSource("studies")
  void everySeriesHasTwoSeeds(Path file) throws IOException {
    List<StudyCell> cells = read(file).cells();
    for (StudyCell cell : cells) {
      long seeds =
          cells.stream()
              .filter(other -> other.series().equals(cell.series()))
              .filter(other -> other.place().equals(cell.place()))
              .count();
      assertTrue(seeds >= 2, cell.name());
    }
  }

  @Test
  void theBatchSizeStudyHasItsGrid() throws IOException {
    StudyConfiguration study = read(STUDIES.resolve("batch-size.conf"));
    assertEquals(3 * 2 * 2 * 2, study.cells().size());
    assertEquals("train.global-batch", study.against().orElseThrow());
  }

  private static StudyConfiguration read(Path file) throws IOException {
    return StudyReader.read(Files.readString(file), file.toString(), List.of());
  }
}
