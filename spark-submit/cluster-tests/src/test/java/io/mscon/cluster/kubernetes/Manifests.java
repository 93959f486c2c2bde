package io.mscon.cluster.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The YAML of spark-submit/kubernetes/. */
final class Manifests {
  static final Path FOLDER = Installation.SOURCE.resolve("spark-submit/kubernetes");

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private Manifests() {}

  /** All files. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** The documents of a file. */
  static List<JsonNode> documents(Path file) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile()).readAll();
  }

  /** The only document of a file. */
  static JsonNode document(String name) throws IOException {
    return documents(FOLDER.resolve(name)).get(0);
  }

  /** The object of a kind and name. */
  static <T extends HasMetadata> T named(Class<T> kind, String name) throws IOException {
    List<T> found = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode document : documents(file)) {
        if (kind.getSimpleName().equals(document.path("kind").asText())
            && name.equals(document.path("metadata").path("name").asText())) {
          found.add(Serialization.unmarshal(document.toString(), kind));
        }
      }
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "Cannot find %s %s once, but %d times"
              .formatted(kind.getSimpleName(), name, found.size()));
    }
    return found.get(0);
  }
}
