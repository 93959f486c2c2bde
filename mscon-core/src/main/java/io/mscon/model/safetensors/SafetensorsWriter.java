package io.mscon.model.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes float32 tensors. */
public final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Tensors begin at a multiple of it. */
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * A file's bytes.
   *
   * @param tensors in their order in the file
   * @param metadata texts about the whole
   */
  public static byte[] write(List<NamedTensor> tensors, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    header.set("__metadata__", JSON.valueToTree(metadata));
    int end = 0;
    for (NamedTensor tensor : tensors) {
      int start = end;
      end = Math.addExact(start, Math.multiplyExact(Float.BYTES, tensor.values().length));
      header
          .putObject(tensor.name())
          .put("dtype", ElementType.F32.name())
          .<ObjectNode>set("shape", JSON.valueToTree(tensor.shape()))
          .set("data_offsets", JSON.valueToTree(new int[] {start, end}));
    }
    byte[] text = padded(header);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(Long.BYTES + text.length, end))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (NamedTensor tensor : tensors) {
      bytes.asFloatBuffer().put(tensor.values());
      bytes.position(bytes.position() + Float.BYTES * tensor.values().length);
    }
    return bytes.array();
  }

  private static byte[] padded(ObjectNode header) {
    try {
      String text = JSON.writeValueAsString(header);
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      int missing = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
      return (text + " ".repeat(missing)).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a header: " + e.getOriginalMessage(), e);
    }
  }
}
