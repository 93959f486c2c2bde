package io.mscon.eval.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.report.contents.RunContents;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
  @TempDir Path folder;

  @Test
  void itNamesTheMethodThatTheModelWasTrainedBy() throws IOException {
    assertTrue(
        card("method=mscon").contains("several notions of similarity (arXiv 2307.02712).\n"));
    assertTrue(card("method=supcon").contains("by supervised contrastive learning (arXiv"));
    assertTrue(card("method=simclr").contains("without labels (arXiv 2002.05709).\n"));
    assertTrue(card("method=cross-entropy").contains("by classification of one label.\n"));
    assertTrue(card("method=multi-task-cross-entropy").contains("of several labels at once.\n"));
    assertTrue(card("method=another").contains("by the method another.\n"));
    assertTrue(card("").contains("by the method not stated.\n"));
  }

  @Test
  void nothingIsInventedAboutARunThatSaysNothing() throws IOException {
    String card = card("");

    assertTrue(card.contains("There is no trained model in this folder."), card);
    assertTrue(card.contains("## Training data\n\nnot stated\n"), card);
    assertTrue(card.contains("configuration.conf, SHA-256: not stated"), card);
    assertTrue(card.contains("Not probed."), card);
  }

  private String card(String configuration) throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    run.writeText(RunFiles.METRICS, "");
    run.writeText(RunFiles.CONFIGURATION, configuration);
    return ModelCard.of(RunContents.read(run));
  }
}
