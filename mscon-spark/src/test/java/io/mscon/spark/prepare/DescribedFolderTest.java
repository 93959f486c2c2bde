package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribedFolderTest {
  @TempDir Path temporary;

  /** The page belongs to the dataset: it neither keeps a new one out nor outlives the old one. */
  @Test
  void aDescriptionIsReplacedWithItsDataset() throws IOException {
    Path target = Files.createDirectories(temporary.resolve("dataset"));
    Files.writeString(target.resolve(PreparedDataset.DESCRIPTION), "<p>old</p>");

    try (DatasetFolder folder =
        DatasetFolder.begin(target.toString(), new Configuration(), DatasetFolder.Locking.USUAL)) {
      folder.publish("inputs", "{}");
    }

    assertTrue(Files.exists(target.resolve(PreparedDataset.MANIFEST)));
    assertFalse(Files.exists(target.resolve(PreparedDataset.DESCRIPTION)));
  }
}
