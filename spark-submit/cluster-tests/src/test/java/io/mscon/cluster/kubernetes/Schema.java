package io.mscon.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON schemas of kinds of objects, made by {@code .ci/kubernetes-schemas}.
 *
 * @param definitions by name
 */
record Schema(ObjectNode definitions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads one. */
  static Schema named(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name + ".json")) {
      return new Schema((ObjectNode) JSON.readTree(in).get("definitions"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with an object, by where it is. */
  Map<String, String> problems(JsonNode document) {
    ObjectNode root = JSON.createObjectNode();
    root.set("definitions", definitions);
    root.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition(document));
    Map<String, String> problems = new TreeMap<>();
    for (ValidationMessage message :
        JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root).validate(document)) {
      problems.put(message.getPath(), message.getMessage());
    }
    return problems;
  }

  private String definition(JsonNode document) {
    String kind = document.path("kind").asText();
    String[] version = document.path("apiVersion").asText().split("/");
    String group = version.length == 1 ? "core" : version[0].replaceFirst("\\..*", "");
    String name =
        definitions.has(kind)
            ? kind
            : "io.k8s.api.%s.%s.%s".formatted(group, version[version.length - 1], kind);
    if (!definitions.has(name)) {
      throw new IllegalArgumentException("No schema of " + name + ": add it to kubernetes-schemas");
    }
    return name;
  }
}
