package io.mscon.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.run.Sha256;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnCorpusFilesTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void theSameSeedWritesTheSameBytes(CorpusLayout layout) throws IOException {
    Map<String, String> first = draw("first", layout, 5);
    assertEquals(first, draw("again", layout, 5));
    assertTrue(!first.equals(draw("other", layout, 6)));
  }

  @ParameterizedTest
  @EnumSource
  void noTwoSoundPicturesHaveTheSameBytes(CorpusLayout layout) throws IOException {
    Map<String, String> files = draw("corpus", layout, 5);
    files.keySet().removeIf(name -> !name.endsWith(".jpg"));
    assertEquals(90, files.size());
    assertEquals(90, files.values().stream().distinct().count());
  }

  @Test
  void zapposHasARowAndAFileForEachPicture() throws IOException {
    draw("corpus", CorpusLayout.ZAPPOS50K, 5);
    Path table = temporary.resolve("corpus/ut-zap50k-data/meta-data.csv");
    List<String> lines = Files.readAllLines(table);
    assertEquals(91, lines.size());
    String[] cells = lines.get(1).split(",");
    assertTrue(cells[0].matches("7000000-\\d+"), lines.get(1));
    Path folder = temporary.resolve("corpus/ut-zap50k-images-square").resolve(cells[1]);
    try (Stream<Path> files = Files.walk(folder.resolve(cells[2]))) {
      String name = cells[0].replace('-', '.') + ".jpg";
      assertTrue(files.anyMatch(file -> file.getFileName().toString().equals(name)));
    }
  }

  @Test
  void medicHasItsSplitsInItsTables() throws IOException {
    Expectation expected =
        DrawnCorpus.write(temporary.resolve("corpus"), CorpusLayout.MEDIC, 5, 500, false);
    assertEquals(500, expected.accepted());
    assertEquals(0, expected.rejected());
    assertEquals(346, lines("MEDIC_train.tsv").size());
    assertEquals(46, lines("MEDIC_dev.tsv").size());
    assertEquals(111, lines("MEDIC_test.tsv").size());
    for (String line : lines("MEDIC_dev.tsv").subList(1, 46)) {
      assertTrue(Files.exists(temporary.resolve("corpus").resolve(line.split("\t")[2])), line);
    }
  }

  private List<String> lines(String table) throws IOException {
    return Files.readAllLines(temporary.resolve("corpus/data").resolve(table));
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Files.createFile(temporary.resolve("mine"));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> DrawnCorpus.write(temporary, CorpusLayout.MEDIC, 5, 10, false));
  }

  @Test
  void fewPicturesCantHaveOddities() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> DrawnCorpus.write(temporary, CorpusLayout.MEDIC, 5, 499, true));
    assertEquals("Invalid number of pictures: 499 (must be >= 500)", thrown.getMessage());
  }

  /** Hashes of the corpus' files by path. */
  private Map<String, String> draw(String folder, CorpusLayout layout, long seed)
      throws IOException {
    Path directory = temporary.resolve(folder);
    DrawnCorpus.write(directory, layout, seed, 90, false);
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = directory.relativize(file).toString();
        hashes.put(path, Sha256.of(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }
}
