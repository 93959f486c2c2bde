package io.mscon.model.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that is read: tensors are looked up by name. Nothing of a file is believed unchecked. */
public final class SafetensorsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteBuffer data;
  private final JsonNode header;

  private SafetensorsReader(ByteBuffer data, JsonNode header) {
    this.data = data;
    this.header = header;
  }

  /**
   * Reads a file's header.
   *
   * @param bytes all of the file
   * @throws IllegalArgumentException saying what is wrong if it is no safetensors file
   */
  public static SafetensorsReader of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Long.BYTES) {
      throw new IllegalArgumentException("no safetensors file: " + bytes.length + " bytes");
    }
    long length = buffer.getLong();
    if (length < 2 || length > bytes.length - Long.BYTES) {
      throw new IllegalArgumentException(
          "no safetensors file, or a cut-off one: its header would have " + length + " bytes");
    }
    try {
      String text = new String(bytes, Long.BYTES, Math.toIntExact(length), StandardCharsets.UTF_8);
      JsonNode header = JSON.readTree(text);
      if (!header.isObject()) {
        throw new IllegalArgumentException("no safetensors file: its header is no JSON object");
      }
      buffer.position(Long.BYTES + Math.toIntExact(length));
      return new SafetensorsReader(buffer.slice().order(ByteOrder.LITTLE_ENDIAN), header);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no safetensors file: its header is no JSON", e);
    }
  }

  /**
   * A tensor, in single precision.
   *
   * @param name its name
   * @return empty if the file has none of this name
   * @throws IllegalArgumentException if its type is not one of F64, F32, F16, BF16, or its place is
   *     not within the file
   */
  public Optional<NamedTensor> tensor(String name) {
    JsonNode entry = header.get(name);
    return entry == null ? Optional.empty() : Optional.of(read(name, entry));
  }

  private NamedTensor read(String name, JsonNode entry) {
    String typeName = entry.path("dtype").asText();
    ElementType type =
        ElementType.named(typeName)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name + " is of type " + typeName + " (must be F64, F32, F16 or BF16)"));
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (JsonNode dimension : entry.path("shape")) {
      shape.add(dimension.asInt(-1));
      size *= dimension.asInt(-1);
    }
    long start = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    boolean inside = start >= 0 && start <= end && end <= data.capacity();
    if (!inside || shape.stream().anyMatch(d -> d < 0) || end - start != size * type.size()) {
      throw new IllegalArgumentException(
          name + " is damaged: shape " + shape + " at bytes " + start + " to " + end);
    }
    ByteBuffer own = data.slice((int) start, (int) (end - start)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(own, i);
    }
    return new NamedTensor(name, shape, values);
  }
}
