package io.mscon.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mscon.eval.LocalSpark;
import io.mscon.run.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that lack a part have a report of the others. */
class IncompleteRunTest {
  @TempDir Path folder;
  private GoldenRun golden;

  @BeforeEach
  void write() throws IOException {
    golden = new GoldenRun(folder);
    golden.write();
  }

  private Document page() throws IOException {
    Report.write(LocalSpark.session(), golden.run, golden.dataset.location());
    return Jsoup.parse(golden.run.readText(RunFiles.REPORT_PAGE));
  }

  @Test
  void aRunThatWasOnlyTrainedHasItsCurves() throws IOException {
    for (String part :
        List.of(RunFiles.PROBE, RunFiles.MEASURES, RunFiles.FEATURES, RunFiles.PREDICTIONS)) {
      golden.run.delete(part);
    }
    golden.run.writeText(
        RunFiles.RESULT, "{\"status\":\"stopped\",\"message\":\"SIGTERM at step <3>\"}");

    Document page = page();

    assertTrue(page.select("#probes").text().contains("not been probed (run mscon probe)"));
    assertEquals(
        "The training stopped: SIGTERM at step <3>", page.select("#findings .warning span").text());
    assertEquals(0, page.select("#confusion, #map, #neighbours").size());
    assertTrue(page.select("#training svg").size() > 4);
    assertTrue(golden.run.readText(RunFiles.MODEL_CARD).contains("Not probed."));
  }

  @Test
  void aRunWithoutMetricsHasItsProbes() throws IOException {
    for (String part :
        List.of(RunFiles.METRICS, RunFiles.CONFIGURATION, RunFiles.DATASET, RunFiles.RESULT)) {
      golden.run.delete(part);
    }

    Document page = page();

    assertTrue(page.select("#training").text().contains("nothing to draw"));
    assertEquals(0, page.select("#data, #cost, #configuration, #health").size());
    assertTrue(page.select("#findings").text().contains("there is no result.json"));
    assertTrue(page.select("#probes td[data-figure]").size() > 5);
  }

  @Test
  void runsOfEarlierVersionsHaveFiguresWithoutIntervals() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ArrayNode measures = (ArrayNode) json.readTree(golden.run.read(RunFiles.MEASURES));
    ((ObjectNode) measures.get(0)).remove(List.of("majorityTop1", "randomEncoderTop1", "gain"));
    golden.run.write(RunFiles.MEASURES, json.writeValueAsBytes(measures));

    Document page = page();

    // Of top-1, top-5, balanced accuracy and macro-F1.
    assertEquals(4, page.select("#probes td[data-low]").size());
    assertEquals(1, page.select("#probes tr:not(.mean) td[data-figure$=/majority]").size());
    golden.run.delete(RunFiles.MEASURES);
    page = page();
    assertTrue(page.select("#probes").text().contains("There are no intervals"));
    assertEquals(0, page.select("#confusion").size());
  }

  @Test
  void withoutFeaturesOrPicturesThePageSaysWhatToDo() throws IOException {
    golden.dataset.writeText(
        "dataset.json", GoldenRun.manifest().toJson().replace("\"content\"", "\"other\""));
    assertTrue(
        page().select("#neighbours").text().contains("is another one than was probed"), "other");
    golden.dataset.delete("dataset.json");
    Document page = page();
    assertTrue(page.select("#neighbours").text().contains("Without pictures: Cannot open dataset"));
    assertEquals(0, page.select("img").size());
    assertFalse(page.select(".query").isEmpty());
    golden.run.delete(RunFiles.FEATURES);
    assertTrue(page().select("#map").text().contains("There are no features (run mscon probe)"));
  }
}
