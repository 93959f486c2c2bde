package io.mscon.image.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCorpusTest {
  private static final int PICTURES = 400;

  @TempDir static Path directory;

  @BeforeAll
  static void write() throws IOException {
    DemoCorpus.write(directory, 7, PICTURES);
  }

  @Test
  void hasTheLayoutOfUtZap50k() throws IOException {
    Set<Path> files = files(directory);
    Path table = Path.of("ut-zap50k-data", "meta-data.csv");
    assertTrue(files.remove(table));
    assertEquals(PICTURES, files.size());
    for (Path file : files) {
      assertEquals("ut-zap50k-images-square", file.getName(0).toString());
      assertEquals(5, file.getNameCount(), file.toString());
      assertTrue(file.getFileName().toString().matches("\\d{7}\\.\\d+\\.jpg"), file.toString());
    }
  }

  @Test
  void everyRowNamesItsFile() throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    for (Path file : files(directory)) {
      byName.put(file.getFileName().toString(), file);
    }
    Set<String> ids = new HashSet<>();
    for (String[] row : rows()) {
      assertTrue(ids.add(row[0]), "twice: " + row[0]);
      Path file = byName.get(row[0].replace('-', '.') + ".jpg");
      assertEquals(row[1], file.getName(1).toString());
      assertEquals(row[2], file.getName(2).toString());
    }
    assertEquals(PICTURES, ids.size());
  }

  @Test
  void hasTheHeaderOfUtZap50k() throws IOException {
    assertEquals(
        "CID,Category,SubCategory,HeelHeight,Insole,Closure,Gender,Material,ToeStyle",
        lines().get(0));
  }

  @Test
  void everyValueOfEveryAttributeOccurs() throws IOException {
    assertEquals(labels(Category.values()), values(1));
    assertEquals(withMissing(HeelHeight.values()), values(3));
    assertEquals(withMissing(Closure.values()), values(5));
    assertEquals(withMissing(Gender.values()), values(6));
    assertEquals(withMissing(Material.values()), values(7));
    Set<String> brands =
        files(directory).stream()
            .filter(file -> file.getNameCount() == 5)
            .map(file -> file.getName(3).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(labels(Brand.values()), brands);
  }

  @Test
  void someShoesHaveTwoMaterials() throws IOException {
    long two = rows().stream().filter(row -> row[7].contains(";")).count();
    assertEquals(DemoKnobs.SECOND_MATERIAL, two / (double) PICTURES, 0.1);
  }

  @Test
  void everyPictureIsReadWholeAndOfTheRightSize() throws Exception {
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (Path file : files(directory)) {
        if (file.toString().endsWith(".jpg")) {
          DecodedImage image = decoder.decode(Files.readAllBytes(directory.resolve(file)));
          assertEquals(136, image.width());
          assertEquals(136, image.height());
        }
      }
    }
  }

  @Test
  void isTheSameForTheSameSeedOnly(@TempDir Path temporary) throws Exception {
    DemoCorpus.write(temporary.resolve("a"), 3, 60);
    DemoCorpus.write(temporary.resolve("b"), 3, 60);
    DemoCorpus.write(temporary.resolve("c"), 4, 60);
    assertEquals(hash(temporary.resolve("a")), hash(temporary.resolve("b")));
    assertNotEquals(hash(temporary.resolve("a")), hash(temporary.resolve("c")));
  }

  @Test
  void aSmallerCorpusIsTheBeginningOfALargerOne(@TempDir Path temporary) throws Exception {
    DemoCorpus.write(temporary, 7, 10);
    for (Path file : files(temporary)) {
      if (file.toString().endsWith(".jpg")) {
        assertEquals(-1, Files.mismatch(temporary.resolve(file), directory.resolve(file)));
      }
    }
  }

  /** The best guess from category, closure and gender, counted over many shoes. */
  @Test
  void theBrandCannotBeReadFromTheLabels() {
    int shoes = 50_000;
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < shoes; i++) {
      DemoShoe shoe = DemoShoe.draw(DemoCorpus.labelStream(1, i), i);
      String labels = shoe.category() + " " + shoe.closure() + " " + shoe.gender();
      counts.computeIfAbsent(labels, key -> new int[10])[shoe.brand().ordinal()]++;
    }
    double right = counts.values().stream().mapToInt(c -> Arrays.stream(c).max().orElse(0)).sum();
    assertTrue(right / shoes < 0.25, "right: " + right / shoes);
  }

  @Test
  void refusesToMixCorpora() {
    assertThrows(FileAlreadyExistsException.class, () -> DemoCorpus.write(directory, 8, PICTURES));
  }

  @Test
  void refusesNoPictures(@TempDir Path temporary) {
    assertThrows(IllegalArgumentException.class, () -> DemoCorpus.write(temporary, 1, 0));
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("ut-zap50k-data/meta-data.csv"));
  }

  private static List<String[]> rows() throws IOException {
    return lines().stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Set<String> values(int column) throws IOException {
    return rows().stream()
        .flatMap(row -> Arrays.stream(row[column].split(";", -1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> withMissing(Enum<?>[] values) {
    Set<String> labels = labels(values);
    labels.add("");
    return labels;
  }

  private static Set<String> labels(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(DemoCorpusTest::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String label(Enum<?> value) {
    if (value instanceof Category category) {
      return category.label();
    } else if (value instanceof Closure closure) {
      return closure.label();
    } else if (value instanceof Gender gender) {
      return gender.label();
    } else if (value instanceof HeelHeight heel) {
      return heel.label();
    } else if (value instanceof Material material) {
      return material.label();
    }
    return ((Brand) value).label();
  }

  private static Set<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String hash(Path root) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files(root)) {
      digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(root.resolve(file)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
