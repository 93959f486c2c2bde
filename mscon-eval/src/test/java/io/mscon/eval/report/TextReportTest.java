package io.mscon.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.SkippedTask;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.report.contents.RunContents;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {
  private static final ProbeReport PROBE =
      new ProbeReport(
          List.of(
              new TaskResult("brand", Domain.OUT, 67, 900, 300, 0.25, 0.1, 0.3, 1e-2, 0.2),
              new TaskResult("category", Domain.IN, 4, 1000, 310, 0.75, 0.5, 0.5, 1e-4, 0.8)),
          List.of(new SkippedTask("toe", "no picture")),
          0.5,
          "abc",
          "def",
          12.5);

  @TempDir Path folder;
  private Storage run;

  @BeforeEach
  void open() throws IOException {
    run = HadoopStorage.open(folder.toString(), new Configuration());
  }

  @Test
  void probesWithFewerLabelsHaveAColumnEach() throws IOException {
    PROBE.write(run);
    String result =
        "{\"task\": \"%s\", \"probe\": \"%s\", \"labelShare\": %s, \"top1\": {\"value\": %s}}";
    run.writeText(
        RunFiles.TRANSFER,
        "[%s, %s, %s]"
            .formatted(
                result.formatted("brand", "LINEAR", "1.0", "0.5"),
                result.formatted("brand", "LINEAR", "0.005", "0.125"),
                result.formatted("brand", "NEAREST_NEIGHBOURS", "1.0", "0.25")));

    String text = TextReport.of(RunContents.read(run));

    String head = "| top-1 % | 0.5 % of the labels | 100 % of the labels | nearest neighbours |";
    String brand = "| brand   |               12.50 |               50.00 |              25.00 |";
    assertTrue(text.contains(head), text);
    assertTrue(text.contains(brand), text);
  }

  @Test
  void theTableHasInDomainTasksFirstAndTheMeanLast() throws IOException {
    PROBE.write(run);
    run.writeText(RunFiles.RESULT, "{\"steps\": 40, \"loss\": 1.5, \"weights_sha256\": \"abc\"}");

    String text = TextReport.of(RunContents.read(run));

    assertTrue(text.contains("- weights sha256: abc\n- steps: 40\n- loss: 1.5\n"), text);
    String head = "| task     | domain | classes | test pictures | top-1 % | majority % |";
    String category = "| category | in     |       4 |           310 |   75.00 |      50.00 |";
    String brand = "| brand    | out    |      67 |           300 |   25.00 |      10.00 |";
    String mean = "| mean     |        |         |               |   50.00 |      30.00 |";
    assertTrue(text.contains(head + " random encoder % |   gain |\n"), text);
    assertTrue(text.contains(category + "            50.00 | +25.00 |\n" + brand), text);
    assertTrue(text.contains("            30.00 |  -5.00 |\n" + mean), text);
    assertTrue(text.contains("            40.00 | +10.00 |\n\n"), text);
    assertTrue(text.contains("Not probed: toe (no picture).\n"), text);
  }

  @Test
  void jsonComesBackAsItWent() throws IOException {
    PROBE.write(run);

    assertEquals(PROBE, ProbeReport.read(run));
    String json = run.readText(RunFiles.PROBE).replace(" ", "");
    assertTrue(json.contains("\"domain\":\"out\""), json);
    assertTrue(json.contains("\"randomEncoderTop1\":0.3"), json);
  }

  @Test
  void aRunThatWasNotProbedIsReportedAsSuch() throws IOException {
    run.writeText(RunFiles.METRICS, "");

    assertTrue(TextReport.of(RunContents.read(run)).endsWith("\nNot probed (run mscon probe).\n"));
  }

  @Test
  void aFolderThatHoldsNoRunIsRefused() {
    IOException e = assertThrows(IOException.class, () -> RunContents.read(run));

    assertEquals(
        "Cannot report on "
            + run.location()
            + ": there is neither metrics.jsonl nor probe.json (run mscon train, then mscon probe)",
        e.getMessage());
  }

  @Test
  void aDamagedLineOfTheMetricsIsNamed() throws IOException {
    run.writeText(RunFiles.METRICS, "{\"type\":\"start\"}\n{\"type\":\"st");

    IOException e = assertThrows(IOException.class, () -> RunContents.read(run));

    assertTrue(e.getMessage().contains("metrics.jsonl: line 2 is no JSON"), e.getMessage());
  }
}
