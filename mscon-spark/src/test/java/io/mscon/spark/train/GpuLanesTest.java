package io.mscon.spark.train;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.TaskGpu;
import io.mscon.spark.reliability.Sessions;
import io.mscon.spark.train.InjectedFault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs whose addresses Spark believes in: which lane works on which. */
@Tag("faults")
class GpuLanesTest {
  @TempDir static Path folder;

  /** Notes which GPU a lane's task has, before a fault strikes. */
  private record Notes(InjectedFault fault, String notes) implements PhaseHook {
    @Override
    public void enter(Phase phase, long step, int part) {
      if (phase == Phase.EMBED || phase == Phase.GRADIENT) {
        String gpu = TaskGpu.address().orElse("none");
        note("%d %s %s %d".formatted(part, gpu, SparkEnv.get().executorId(), step));
      }
      fault.enter(phase, step, part);
    }

    private void note(String line) {
      try {
        Files.writeString(Path.of(notes, UUID.randomUUID().toString()), line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterAll
  static void endTheCluster() {
    LocalSpark.session();
  }

  @Test
  void everyLaneHasAGpuOfItsOwnAndStaysOnItAfterARetry() throws IOException {
    SmallTraining training = SmallTraining.in(LocalSpark.session(1), folder);
    String expected =
        training.train(LocalSpark.session(1), training.configuration(), StepOptions.USUAL);
    Path notes = Files.createDirectory(folder.resolve("notes"));
    InjectedFault fault = training.fault(Kind.THROW, Phase.GRADIENT, 1, 1);
    SparkSession spark = Sessions.open("local-cluster[2,1,1024]", gpus());

    String found =
        training.train(
            spark,
            training.configuration(),
            StepOptions.of(Phase.GRADIENT, new Notes(fault, notes.toString())));

    assertTrue(fault.struck());
    assertEquals(expected, found);
    List<String[]> lines = lines(notes);
    // Two lanes, two phases, four steps, and the attempt that failed.
    assertEquals(17, lines.size());
    Map<String, Set<String>> gpusOfLanes =
        lines.stream()
            .collect(
                groupingBy(line -> line[0], mapping(line -> line[1] + " " + line[2], toSet())));
    assertEquals(Set.of("0", "1"), gpusOfLanes.keySet());
    gpusOfLanes.forEach((lane, gpus) -> assertEquals(1, gpus.size(), lane + " on " + gpus));
    assertEquals(
        Set.of("7", "8"), lines.stream().map(line -> line[1]).collect(toSet()), "addresses");
  }

  private static List<String[]> lines(Path notes) throws IOException {
    try (Stream<Path> files = Files.list(notes)) {
      return files.map(GpuLanesTest::line).toList();
    }
  }

  private static String[] line(Path file) {
    try {
      return Files.readString(file).split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workers of a local cluster are on one host: each takes the address that is left. */
  private static Map<String, String> gpus() throws IOException {
    Path script = folder.resolve("gpus.sh");
    Files.writeString(
        script,
        """
        #!/bin/sh
        for gpu in 7 8; do
          if mkdir "%s/taken-$gpu" 2>/dev/null; then
            echo "{\\"name\\": \\"gpu\\", \\"addresses\\": [\\"$gpu\\"]}"
            exit
          fi
        done
        """
            .formatted(folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of(
        "spark.worker.resource.gpu.amount", "1",
        "spark.worker.resource.gpu.discoveryScript", script.toString(),
        "spark.executor.resource.gpu.amount", "1",
        "spark.task.resource.gpu.amount", "1");
  }
}
