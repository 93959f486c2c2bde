package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscon.model.onednn.OneDnnNetwork;
import io.mscon.model.safetensors.EncoderFile;
import io.mscon.model.safetensors.NamedTensor;
import io.mscon.model.safetensors.SafetensorsWriter;
import io.mscon.numeric.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/examples/load_encoder.py gives the same features. Skipped where Python has no torch,
 * torchvision and safetensors; -Dmscon.python names another Python.
 */
class TorchvisionTest {
  private static final String PYTHON = System.getProperty("mscon.python", "python3");
  private static final Path SCRIPT = Path.of("..", "docs", "examples", "load_encoder.py");
  private static final int ROWS = 3;

  @TempDir Path folder;

  @BeforeAll
  static void requireTorch() throws IOException, InterruptedException {
    assumeTrue(
        run(PYTHON, "-c", "import torch, torchvision, safetensors").isEmpty(),
        PYTHON + " has no torch, torchvision or safetensors");
  }

  @ParameterizedTest
  @CsvSource({
    "RESNET18, IMAGENET, 1, 64",
    "RESNET34, SMALL_IMAGE, 0.375, 16",
    "RESNET50, IMAGENET, 0.25, 40"
  })
  void givesTheSameFeatures(EncoderDepth depth, Stem stem, double width, int size)
      throws IOException, InterruptedException {
    NetworkSpec spec = TestNetworks.spec(depth, stem, width, size, 1);
    float[] statistics = InitialWeights.statistics(spec);
    float[] noise = TestNetworks.normal(statistics.length, 9);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] += 0.2f * Math.abs(noise[i]);
    }
    Weights weights = new Weights(TestNetworks.parameters(spec, 3), statistics);
    float[] images = TestNetworks.images(spec, ROWS, 4);
    Path encoder = folder.resolve("encoder.safetensors");
    Path check = folder.resolve("check.safetensors");
    Files.write(encoder, EncoderFile.write(spec, weights));
    Files.write(
        check,
        SafetensorsWriter.write(
            List.of(
                new NamedTensor("images", List.of(ROWS, 3, size, size), images),
                new NamedTensor(
                    "features",
                    List.of(ROWS, spec.featureSize()),
                    features(spec, weights, images))),
            Map.of()));
    assertEquals("", run(PYTHON, SCRIPT.toString(), encoder.toString(), check.toString()));
  }

  private static float[] features(NetworkSpec spec, Weights weights, float[] images) {
    try (Network network = new OneDnnNetwork(spec)) {
      network.setParameters(Values.of(weights.parameters()));
      network.setRunningStatistics(weights.statistics());
      return network.features(images, ROWS);
    }
  }

  /** What a command said, if it failed; else nothing. */
  private static String run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : "failed: " + said;
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }
}
