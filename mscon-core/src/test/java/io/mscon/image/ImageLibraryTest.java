package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which libwebp cannot be loaded: a JVM of its own, since a library loads once. */
class ImageLibraryTest {
  /** Decodes a WebP and prints what came of it. */
  public static final class Decode {
    private Decode() {}

    /** Starts it. */
    public static void main(String[] arguments) throws ImageRejectedException {
      try (ImageDecoder decoder = new ImageDecoder()) {
        System.out.println(decoder.decode(TestImages.resource("lossy.webp")).width());
      } catch (ImageLibraryException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void saysThatTheLibraryIsAtFaultAndNotThePicture(@TempDir Path folder) throws Exception {
    String nowhere = folder.resolve("gone").toString();
    String output = run(folder.resolve("output"), "-Dcom.luciad.imageio.webp.tmpdir=" + nowhere);
    assertTrue(output.contains("Cannot load libwebp for Linux"), output);
    assertTrue(output.contains(nowhere), output);
  }

  @Test
  void decodesWhereItCanBeLoaded(@TempDir Path folder) throws Exception {
    String setting = "-Dcom.luciad.imageio.webp.tmpdir=" + folder;
    assertEquals("16", run(folder.resolve("output"), setting).strip());
  }

  private static String run(Path output, String setting) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                setting,
                "-cp",
                System.getProperty("java.class.path"),
                Decode.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    java.waitFor();
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
