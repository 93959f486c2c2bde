package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration;
import io.mscon.run.Sha256;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Preparations that are stopped, and what they leave. */
final class Stops {
  private Stops() {}

  /** Thrown where a preparation shall end. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends a preparation when a stage is so far. */
  static Consumer<PrepareProgress> at(Stage stage, long done) {
    return progress -> {
      if (progress.stage() == stage && progress.done() >= done) {
        throw new Killed();
      }
    };
  }

  static PrepareSummary prepare(DataConfiguration data, Path dataset, PrepareOptions options)
      throws IOException {
    return Preparation.run(LocalSpark.session(), data, 1, dataset.toString(), options);
  }

  static PrepareSummary prepare(DataConfiguration data, Path dataset) throws IOException {
    return prepare(data, dataset, PrepareOptions.USUAL);
  }

  /** Everything that belongs to the dataset, by name: hashes of the files. */
  static Map<String, String> content(Path dataset) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(dataset)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = dataset.relativize(file).toString();
        if (!name.startsWith("index") && !name.endsWith(".crc")) {
          hashes.put(name, Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return hashes;
  }
}
