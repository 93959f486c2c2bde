package io.mscon.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeBenchmarkTest {
  @TempDir Path folder;

  @Test
  void picturesInAllFoldersAreDecodedAndTheRestIsCounted() throws IOException {
    pictures(5);
    Files.writeString(folder.resolve("labels.csv"), "id,image\n");
    Files.write(folder.resolve("empty.jpg"), new byte[0]);
    for (int threads : List.of(1, 3)) {
      DecodeBenchmark benchmark = DecodeBenchmark.warmUp(folder, threads);
      assertEquals(5, benchmark.pictures());
      assertEquals(2, benchmark.rejected());
      DecodeSpeed speed = benchmark.measure(threads, 2);
      assertEquals(threads, speed.threads());
      assertEquals(5, speed.pictures());
      assertTrue(speed.seconds() > 0 && speed.processorSeconds() > 0, speed.toString());
    }
  }

  @Test
  void figuresBelongTogether() {
    DecodeSpeed speed = new DecodeSpeed(2, 100, 0.5, 0.9);
    assertEquals(200, speed.picturesPerSecond());
    assertEquals(100, speed.picturesPerSecondAndThread());
    assertEquals(9, speed.processorMilliseconds(), 1e-12);
  }

  @Test
  void mediansOfOddAndEvenNumbersOfPasses() {
    DecodeSpeed slow = new DecodeSpeed(1, 1, 9, 2);
    DecodeSpeed quick = new DecodeSpeed(1, 1, 1, 6);
    DecodeSpeed usual = new DecodeSpeed(1, 1, 2, 4);
    List<DecodeSpeed> odd = List.of(slow, quick, usual);
    assertEquals(2, DecodeBenchmark.median(odd, DecodeSpeed::seconds));
    assertEquals(4, DecodeBenchmark.median(odd, DecodeSpeed::processorSeconds));
    assertEquals(5, DecodeBenchmark.median(List.of(slow, quick), DecodeSpeed::seconds));
  }

  @Test
  void foldersWithoutPicturesAreRefused() throws IOException {
    Files.writeString(folder.resolve("labels.csv"), "id,image\n");
    IOException none = assertThrows(IOException.class, () -> DecodeBenchmark.warmUp(folder, 2));
    assertTrue(none.getMessage().contains("no picture among the 1 files"), none.getMessage());
    Path missing = folder.resolve("missing");
    IOException absent = assertThrows(IOException.class, () -> DecodeBenchmark.warmUp(missing, 2));
    assertEquals(missing + ": no such folder", absent.getMessage());
  }

  @Test
  void aPictureThatIsGoneStopsTheMeasurement() throws IOException {
    pictures(2);
    DecodeBenchmark benchmark = DecodeBenchmark.warmUp(folder, 1);
    Files.write(folder.resolve("a/1.png"), new byte[] {1});
    IOException changed = assertThrows(IOException.class, () -> benchmark.measure(2, 1));
    assertTrue(changed.getMessage().contains("changed meanwhile"), changed.getMessage());
    assertThrows(IllegalArgumentException.class, () -> benchmark.measure(0, 1));
    assertThrows(IllegalArgumentException.class, () -> benchmark.measure(1, 0));
  }

  private void pictures(int count) throws IOException {
    Path below = Files.createDirectories(folder.resolve("a"));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(20 + i, 16, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", below.resolve(i + ".png").toFile());
    }
  }
}
