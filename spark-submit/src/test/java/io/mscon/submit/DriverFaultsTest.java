package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.run.RunFiles;
import io.mscon.spark.reliability.ReliabilityTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line does when its driver, its storage or its machines fail it. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriverFaultsTest {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;
  private static final int STEPS = 6;
  private static final int CHECKPOINT_EVERY = 2;
  private static final String THREADS = "local[2]";
  private static final String EXECUTORS = "local-cluster[2,1,1024]";
  private static final String NEWEST = "step-%08d".formatted(STEPS);
  private static final String RESUMED = "; resumed: " + ReliabilityTable.SAME_WEIGHTS;

  @RegisterExtension static final ReliabilityTable TABLE = ReliabilityTable.of("driver", "where");

  @TempDir static Path folder;
  private static String expected;
  private static Path undisturbed;
  private static Program withoutStorage;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    DemoCorpus.write(folder.resolve("corpus"), 1, 80);
    Files.writeString(folder.resolve("small.conf"), configuration());
    inThisProcess("prepare", THREADS, "run-unused");
    withoutStorage = start("refuse:state.bin:2:1000", THREADS, "run-without-storage", List.of());
    undisturbed = folder.resolve("run-undisturbed");
    inThisProcess("train", THREADS, undisturbed.getFileName().toString());
    expected = weights(undisturbed.getFileName().toString());
  }

  @AfterAll
  static void endTheProgram() {
    withoutStorage.close();
  }

  @Order(1)
  @ParameterizedTest(name = "before {0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          state.bin     | 2 | before the data of a checkpoint
          manifest.json | 2 | between the data of a checkpoint and its manifest
          weights.bin   | 1 | between the last checkpoint and the trained weights
          result.json   | 1 | between the trained weights and the result
          _SUCCESS      | 1 | between the result and `_SUCCESS`
          """)
  void theDriverDies(String file, int number, String place) throws Exception {
    String run = "run-dies-before-" + file;
    TABLE.row(
        "the driver is killed",
        place,
        "exit status 137" + RESUMED,
        () -> {
          try (Program program = start("halt:" + file + ":" + number, THREADS, run, List.of())) {
            assertEquals(KILLED, program.status(), program.output());
          }
          assertFalse(Files.exists(folder.resolve(run).resolve(RunFiles.SUCCESS)));
          return "exit status 137; resumed: " + resume(run, "");
        });
  }

  @Test
  @Order(2)
  void aByteOfTheNewestCheckpointChanges() throws Exception {
    damagedCheckpoint(
        "flipped",
        "a bit of the newest checkpoint flips",
        state -> {
          try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int value = file.read();
            file.seek(file.length() / 2);
            file.write(value ^ 1);
          }
        });
  }

  @Test
  @Order(3)
  void theNewestCheckpointIsCutShort() throws Exception {
    damagedCheckpoint(
        "short",
        "the newest checkpoint is cut short",
        state -> {
          try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
            file.setLength(file.length() / 2);
          }
        });
  }

  @Test
  @Order(4)
  void theStorageRefusesForAWhile() throws Exception {
    String run = "run-storage-pauses";
    TABLE.row(
        "the storage refuses to write, twice",
        "a checkpoint",
        "goes on: " + ReliabilityTable.SAME_WEIGHTS,
        () -> {
          try (Program program = start("refuse:state.bin:2:2", THREADS, run, List.of())) {
            assertEquals(Main.DONE, program.status(), program.output());
            assertTrue(program.output().contains("the store is not available"), program.output());
          }
          return "goes on: " + ReliabilityTable.compare(expected, weights(run));
        });
  }

  @Test
  @Order(5)
  void itIsAskedToEnd() throws Exception {
    String run = "run-terminated";
    TABLE.row(
        "SIGTERM",
        "the driver, as it writes the checkpoint of step 2",
        "exit status 143 within a step" + RESUMED,
        () -> {
          try (Program program = start("hold:manifest.json:1", THREADS, run, List.of())) {
            program.awaitOutput("held manifest.json");
            program.terminate();
            program.release();
            assertEquals(TERMINATED, program.status(), program.output());
            boolean soon =
                Stream.of(CHECKPOINT_EVERY, CHECKPOINT_EVERY + 1)
                    .map(step -> "Stopped by SIGTERM after step %d of %d".formatted(step, STEPS))
                    .anyMatch(program.output()::contains);
            assertTrue(soon, program.output());
          }
          return "exit status 143 within a step; resumed: " + resume(run, "");
        });
  }

  @Test
  @Order(6)
  void aSecondDriverWantsTheRun() throws Exception {
    String run = "run-wanted";
    TABLE.row(
        "a second driver starts on the run",
        "the same `--run`",
        "the second: exit status 1; the first: " + ReliabilityTable.SAME_WEIGHTS,
        () -> {
          try (Program first = start("hold:manifest.json:1", THREADS, run, List.of())) {
            first.awaitOutput("held manifest.json");
            try (Program second = start("", THREADS, run, List.of("--resume"))) {
              assertEquals(Main.FAILED, second.status(), second.output());
              assertTrue(second.output().contains("another driver works on it"), second.output());
            }
            first.release();
            assertEquals(Main.DONE, first.status(), first.output());
          }
          return "the second: exit status 1; the first: "
              + ReliabilityTable.compare(expected, weights(run));
        });
  }

  @Test
  @Order(7)
  void anExecutorIsKilled() throws Exception {
    String run = "run-executor-killed";
    TABLE.row(
        "an executor is killed (SIGKILL)",
        "`" + EXECUTORS + "`, between two steps",
        "goes on: " + ReliabilityTable.SAME_WEIGHTS,
        () -> {
          try (Program program = start("hold:manifest.json:1", EXECUTORS, run, List.of())) {
            program.awaitOutput("held manifest.json");
            program.executors().get(0).destroyForcibly();
            program.release();
            assertEquals(Main.DONE, program.status(), program.output());
          }
          return "goes on: " + ReliabilityTable.compare(expected, weights(run));
        });
  }

  @Test
  @Order(8)
  void allExecutorsFreeze() throws Exception {
    String run = "run-executors-frozen";
    List<String> impatient = List.of("--set", "train.progress-timeout=8");
    TABLE.row(
        "the executors freeze (SIGSTOP)",
        "`" + EXECUTORS + "`, between two steps",
        "exit status 1, names lane and host" + RESUMED,
        () -> {
          List<ProcessHandle> executors = new ArrayList<>();
          try (Program program = start("hold:manifest.json:1", EXECUTORS, run, impatient)) {
            program.awaitOutput("held manifest.json");
            executors.addAll(program.executors());
            for (ProcessHandle executor : executors) {
              stop(executor);
            }
            program.release();
            assertEquals(Main.FAILED, program.status(), program.output());
            boolean named = program.output().contains("still running: lane 0 on host ");
            assertTrue(named, program.output());
          } finally {
            executors.forEach(ProcessHandle::destroyForcibly);
          }
          return "exit status 1, names lane and host; resumed: " + resume(run, "");
        });
  }

  /** Started first, because it tries for two minutes; the others run meanwhile. */
  @Test
  @Order(9)
  void theStorageRefusesForEver() throws Exception {
    TABLE.row(
        "the storage refuses to write for more than two minutes",
        "a checkpoint",
        "exit status 1, says what to do" + RESUMED,
        () -> {
          assertEquals(Main.FAILED, withoutStorage.status(), withoutStorage.output());
          String advice = "repair the file system, then go on with --resume";
          assertTrue(withoutStorage.output().contains(advice), withoutStorage.output());
          return "exit status 1, says what to do; resumed: " + resume("run-without-storage", "");
        });
  }

  private interface Damage {
    void to(Path state) throws IOException;
  }

  private static void damagedCheckpoint(String name, String fault, Damage damage) throws Exception {
    String run = "run-" + name;
    TABLE.row(
        fault,
        "`checkpoints/" + NEWEST + "/state.bin`",
        "refused, the log says so, the one before is taken; resumed: "
            + ReliabilityTable.SAME_WEIGHTS,
        () -> {
          copy(undisturbed, folder.resolve(run));
          Files.delete(folder.resolve(run).resolve(RunFiles.SUCCESS));
          Files.delete(folder.resolve(run).resolve(RunFiles.RESULT));
          damage.to(
              folder.resolve(run).resolve(RunFiles.CHECKPOINTS + "/" + NEWEST + "/state.bin"));
          return "refused, the log says so, the one before is taken; resumed: "
              + resume(run, "Checkpoint checkpoints/" + NEWEST + " is damaged");
        });
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void stop(ProcessHandle process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
    assertTrue(kill.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, kill.exitValue());
  }

  /** Resumes without faults, and wants its output to say something. */
  private static String resume(String run, String said) throws IOException, InterruptedException {
    try (Program program = start("", THREADS, run, List.of("--resume"))) {
      assertEquals(Main.DONE, program.status(), program.output());
      assertTrue(program.output().contains(said), program.output());
    }
    return ReliabilityTable.compare(expected, weights(run));
  }

  private static Program start(String faults, String master, String run, List<String> more)
      throws IOException {
    List<String> arguments = new ArrayList<>(arguments("train", master));
    String path = folder.resolve(run).toString();
    arguments.addAll(List.of("--run", faults.isEmpty() ? path : "faulty:" + path));
    arguments.addAll(more);
    return Program.start(FaultyFileSystem.javaOptions(faults), arguments);
  }

  private static List<String> arguments(String command, String master) {
    return List.of(
        command,
        "--conf",
        folder.resolve("small.conf").toString(),
        "--dataset",
        folder.resolve("dataset").toString(),
        "--master",
        master);
  }

  private static void inThisProcess(String command, String master, String run) {
    List<String> arguments = new ArrayList<>(arguments(command, master));
    arguments.addAll(List.of("--run", folder.resolve(run).toString()));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    assertEquals(
        Main.DONE, Main.run(arguments.toArray(String[]::new), writer, writer), said.toString());
  }

  private static String weights(String run) throws IOException {
    Path result = folder.resolve(run).resolve(RunFiles.RESULT);
    return new ObjectMapper().readTree(result.toFile()).path("weights_sha256").asText();
  }

  private static String configuration() {
    return """
        data {
          source = "%s"
          layout = zappos50k
          labels = [
            { name = category, column = Category }
            { name = closure, column = Closure, minimum-count = 8 }
          ]
        }
        metrics = [category, closure]
        image.size = 16
        model { width = 0.125, stem = small-image, projection-hidden = 16, embedding-size = 8 }
        train { epochs = 3, global-batch = 24, micro-batch = 4, lanes = 2, checkpoint-every-steps = %d }
        """
        .formatted(folder.resolve("corpus"), CHECKPOINT_EVERY);
  }
}
