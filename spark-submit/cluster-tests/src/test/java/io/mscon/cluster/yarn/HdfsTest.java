package io.mscon.cluster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.run.RunFiles;
import io.mscon.submit.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every stage with the corpus, the dataset and the run on HDFS, on threads of this process. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HdfsTest {
  private static final String DATASET = "/data/shoes";
  private static final String RUN = "/runs/shoes";

  @TempDir static Path folder;
  private static Hdfs hdfs;
  private static Path configuration;

  @BeforeAll
  static void start() throws IOException {
    hdfs = Hdfs.start(folder.resolve("hdfs"));
    hdfs.drawCorpus("/corpus", SmallConfiguration.PICTURES, folder);
    configuration = SmallConfiguration.write(folder.resolve("shoes.conf"), hdfs.url("/corpus"));
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @Test
  @Order(1)
  void preparesAndLeavesNothingBeside() throws IOException {
    String said = mscon("prepare");
    assertTrue(said.contains(hdfs.url(DATASET)), said);
    assertTrue(hdfs.exists(DATASET + "/dataset.json"));
    assertEquals(1, hdfs.files().listStatus(new org.apache.hadoop.fs.Path("/data")).length, said);
    String before = hdfs.text(DATASET + "/dataset.json");
    mscon("prepare");
    assertEquals(before, hdfs.text(DATASET + "/dataset.json"));
  }

  @Test
  @Order(2)
  void trainsAndLeavesAFinishedRunAsItIs() throws IOException {
    mscon("train");
    assertTrue(hdfs.exists(RUN + "/" + RunFiles.SUCCESS));
    assertFalse(hdfs.exists(RUN + "/" + RunFiles.LOCK));
    String result = hdfs.text(RUN + "/" + RunFiles.RESULT);
    String again = mscon("train", "--resume");
    assertTrue(again.contains("is complete"), again);
    assertEquals(result, hdfs.text(RUN + "/" + RunFiles.RESULT));
  }

  @Test
  @Order(3)
  void resumesFromACheckpoint() throws IOException {
    String whole = hdfs.text(RUN + "/" + RunFiles.RESULT);
    for (String file : List.of(RunFiles.SUCCESS, RunFiles.RESULT)) {
      assertTrue(hdfs.files().delete(new org.apache.hadoop.fs.Path(RUN, file), false));
    }
    mscon("train", "--resume");
    assertEquals(weights(whole), weights(hdfs.text(RUN + "/" + RunFiles.RESULT)));
  }

  @Test
  @Order(4)
  void probesDescribesAndReports() throws IOException {
    mscon("probe");
    mscon("report");
    mscon("describe");
    assertTrue(hdfs.exists(RUN + "/probe.json"));
    assertTrue(hdfs.exists(RUN + "/report.html"));
    assertTrue(hdfs.exists(DATASET + "/description.html"));
  }

  private static String weights(String result) {
    return result.lines().filter(line -> line.contains("weights_sha256")).findFirst().orElseThrow();
  }

  private static String mscon(String command, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command, "--conf", configuration.toString()));
    arguments.addAll(List.of("--master", "local[2]"));
    arguments.addAll(List.of("--dataset", hdfs.url(DATASET)));
    arguments.addAll(List.of("--run", hdfs.url(RUN)));
    arguments.addAll(List.of(more));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    assertEquals(0, Main.run(arguments.toArray(String[]::new), writer, writer), said.toString());
    return said.toString();
  }
}
