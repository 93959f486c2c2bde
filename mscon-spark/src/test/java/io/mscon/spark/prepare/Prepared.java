package io.mscon.spark.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.SplitSummary;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A corpus that was prepared with one of the configurations in conf/. */
record Prepared(DataConfiguration data, Path folder, PrepareSummary summary) {

  static Prepared of(String file, Path corpus, Path dataset, String... settings)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("data.source=\"" + corpus + "\"");
    DataConfiguration data = configuration(file, all).data();
    PrepareSummary summary = Preparation.run(LocalSpark.session(), data, 1, dataset.toString());
    return new Prepared(data, dataset, summary);
  }

  static Configuration configuration(String file, List<String> settings) throws IOException {
    Path path = Path.of("..", "conf", file);
    return ConfigurationReader.read(Files.readString(path), path.toString(), settings);
  }

  DatasetManifest manifest() {
    return summary.manifest();
  }

  SplitSummary split(String name) {
    return manifest().splits().get(name);
  }

  Map<String, Row> samples() throws IOException {
    Map<String, Row> samples = new TreeMap<>();
    PreparedDataset.open(LocalSpark.session(), folder.toString())
        .samples()
        .collectAsList()
        .forEach(row -> samples.put(row.getAs("id"), row));
    return samples;
  }

  String rejectsFile() throws IOException {
    return Files.readString(folder.resolve(PreparedDataset.REJECTS));
  }

  /** "image | id | reason" of each line but those of duplicates that were kept, sorted. */
  List<String> rejects() throws IOException {
    List<String> rejects = new ArrayList<>();
    for (String line : rejectsFile().lines().toList()) {
      JsonNode fields = new ObjectMapper().readTree(line);
      if (fields.get("reason").asText().endsWith(RejectKind.KEPT_DUPLICATE.ending())) {
        continue;
      }
      rejects.add(
          fields.get("image").asText()
              + " | "
              + fields.get("id").asText()
              + " | "
              + fields.get("reason").asText());
    }
    rejects.sort(null);
    return rejects;
  }
}
