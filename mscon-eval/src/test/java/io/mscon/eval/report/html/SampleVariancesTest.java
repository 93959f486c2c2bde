package io.mscon.eval.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.page.Page;
import io.mscon.eval.probe.FlippedLabels;
import io.mscon.eval.report.contents.History;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of log-variances of pictures. */
class SampleVariancesTest {
  @TempDir Path folder;

  @Test
  void theirMeanAndDeviationAreDrawn() throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    run.writeText(
        RunFiles.METRICS,
        "{\"type\":\"step\",\"step\":1,\"epoch\":1,\"loss\":2,\"metricLoss\":{\"m\":2},"
            + "\"excess\":{\"m\":1},\"weights\":{\"m\":1},\"logVariances\":[0],\"learningRate\":0.1,\"uncertainties\":{\"m\":{\"mean\":0.5,\"deviation\":0.25,\"weight\":0.6}}}\n");
    History history = History.read(run);
    assertEquals(List.of(0.5), history.steps().get(0).logVariances());

    Document page = Jsoup.parse(Page.of("t", "", html -> new CurveSection(history, html).write()));

    String training = page.select("#training").text();
    assertTrue(training.contains("Standard deviation of u over a batch"), training);
    assertTrue(training.contains("σ of each metric"), training);
    assertTrue(training.contains("Each sample's loss"), training);
  }

  @Test
  void flippedLabelsHaveATable() {
    FlippedLabels metric = new FlippedLabels("<m>", 9, 4, 0.75, 1.5, null);
    Document page =
        Jsoup.parse(Page.of("t", "", html -> new FlippedSection(List.of(metric), html).write()));
    assertEquals("0.75", page.select("td[data-figure$=area]").attr("data-value"));
    assertEquals("<m> 9 4 0.750 1.500 –", page.select("table.flipped tbody").text());
    Document without =
        Jsoup.parse(Page.of("t", "", html -> new FlippedSection(List.of(), html).write()));
    assertEquals(0, without.select("table").size());
  }
}
