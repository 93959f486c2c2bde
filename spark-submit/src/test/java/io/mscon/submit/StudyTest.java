package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.image.demo.DemoCorpus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of two cells from the command line to the page. */
class StudyTest {
  private static final String STUDY =
      """
      data {
        source = "%s"
        layout = zappos50k
        labels = [ { name = category, column = Category }, { name = gender, column = Gender } ]
        split-fractions { train = 0.5, validation = 0.2, test = 0.3 }
      }
      metrics = [category]
      image.size = 16
      model { width = 0.125, projection-hidden = 8, embedding-size = 8, stem = small-image }
      train { epochs = %d, micro-batch = 4 }
      probe { regularisation = [1e-2], iterations = 5 }
      study {
        seeds = [1]
        grid { train.global-batch = [16, 8] }
        against = train.global-batch
      }
      """;

  @TempDir Path folder;

  @Test
  void cellsAreTrainedProbedAndCompared() throws IOException {
    DemoCorpus.write(folder.resolve("corpus"), 1, 60);
    write(1);
    assertEquals(Main.DONE, study(new StringWriter()));
    for (String cell : List.of("global-batch-16_seed-1", "global-batch-8_seed-1")) {
      assertTrue(Files.exists(path("cells", cell, "_SUCCESS")), cell);
      assertTrue(Files.exists(path("cells", cell, "measures.json")), cell);
    }
    String tables = Files.readString(path("comparison.md"));
    assertTrue(tables.contains("| category (in) | gender (out) |"), tables);
    assertTrue(Files.readString(path("study.html")).contains("<svg role=\"img\""));

    goesOnWhereItWas();
    refusesOtherSettings();
  }

  /** Finished cells stay; one that has lost its probes is probed again, not trained. */
  private void goesOnWhereItWas() throws IOException {
    Path weights = path("cells", "global-batch-8_seed-1", "model", "weights.bin");
    FileTime made = Files.getLastModifiedTime(weights);
    Files.delete(path("cells", "global-batch-8_seed-1", "probe.json"));
    StringWriter out = new StringWriter();
    assertEquals(Main.DONE, study(out));
    assertTrue(out.toString().contains("global-batch-16_seed-1: finished before"), out.toString());
    assertTrue(out.toString().contains("global-batch-8_seed-1: finished in"), out.toString());
    assertEquals(made, Files.getLastModifiedTime(weights));
    assertTrue(Files.exists(path("cells", "global-batch-8_seed-1", "probe.json")));
  }

  private void refusesOtherSettings() throws IOException {
    write(2);
    StringWriter out = new StringWriter();
    assertEquals(Main.FAILED, study(out));
    assertTrue(
        out.toString().contains("Cannot finish study small: 2 of 2 cells failed"), out.toString());
    assertTrue(out.toString().contains("train.epochs was 1 and is 2"), out.toString());
  }

  private int study(StringWriter said) {
    PrintWriter out = new PrintWriter(said);
    return Main.run(
        new String[] {
          "study",
          "--conf",
          folder.resolve("small.conf").toString(),
          "--dataset",
          folder.resolve("dataset").toString(),
          "--study-folder",
          folder.resolve("study").toString(),
          "--master",
          "local[2]"
        },
        out,
        out);
  }

  private void write(int epochs) throws IOException {
    Files.writeString(
        folder.resolve("small.conf"), STUDY.formatted(folder.resolve("corpus"), epochs));
  }

  private Path path(String... parts) {
    return folder.resolve("study").resolve(Path.of("", parts));
  }
}
