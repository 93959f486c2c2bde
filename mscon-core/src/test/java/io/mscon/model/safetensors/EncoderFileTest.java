package io.mscon.model.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderFileTest {
  private static final NetworkSpec SPEC = spec(EncoderDepth.RESNET18, 0.125);

  private static NetworkSpec spec(EncoderDepth depth, double width) {
    return new NetworkSpec(depth, Stem.IMAGENET, width, 32, HeadShape.projections(2, 8, 4));
  }

  private static Weights weights(NetworkSpec spec, long seed) {
    float[] statistics = InitialWeights.statistics(spec);
    Random random = new Random(seed);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = random.nextFloat();
    }
    return new Weights(InitialWeights.parameters(spec, seed), statistics);
  }

  @ParameterizedTest
  @EnumSource(EncoderDepth.class)
  void whatIsWrittenIsReadIntoAnotherNetworkWhoseHeadsStay(EncoderDepth depth) {
    NetworkSpec spec = spec(depth, 0.125);
    Weights trained = weights(spec, 1);
    Weights drawn = weights(spec, 2);
    Weights read = EncoderFile.read(EncoderFile.write(spec, trained), spec, drawn);
    int heads = firstOfHeads(spec);
    assertArrayEquals(head(trained.parameters(), heads), head(read.parameters(), heads));
    assertArrayEquals(tail(drawn.parameters(), heads), tail(read.parameters(), heads));
    assertArrayEquals(trained.statistics(), read.statistics());
  }

  @Test
  void theFileIsWhatOtherReadersExpect() throws IOException {
    byte[] file = EncoderFile.write(SPEC, weights(SPEC, 1));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertEquals(0, length % 8);
    JsonNode header =
        new ObjectMapper().readTree(new String(file, 8, length, StandardCharsets.UTF_8));
    assertEquals("resnet18", header.at("/__metadata__/encoder").asText());
    assertEquals("[8,3,7,7]", header.at("/conv1.weight/shape").toString());
    assertTrue(header.has("layer4.0.downsample.1.running_var"));
    // Tensors follow each other without a gap, and the last ends the file.
    int end = 0;
    for (Iterator<Map.Entry<String, JsonNode>> i = header.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = i.next();
      assertTrue(!entry.getKey().startsWith("heads."));
      if (!entry.getKey().startsWith("__")) {
        assertEquals("F32", entry.getValue().path("dtype").asText());
        assertEquals(end, entry.getValue().path("data_offsets").path(0).asInt());
        end = entry.getValue().path("data_offsets").path(1).asInt();
      }
    }
    assertEquals(file.length, 8 + length + end);
  }

  @Test
  void tensorsOfOthersArePassedOver() {
    List<NamedTensor> tensors = new ArrayList<>(tensors(SPEC));
    tensors.add(0, new NamedTensor("fc.weight", List.of(2, 3), new float[6]));
    tensors.add(new NamedTensor("bn1.num_batches_tracked", List.of(), new float[] {7}));
    byte[] file = SafetensorsWriter.write(tensors, Map.of());
    Weights expected = weights(SPEC, 1);
    Weights read = EncoderFile.read(file, SPEC, weights(SPEC, 2));
    assertArrayEquals(expected.statistics(), read.statistics());
  }

  @Test
  void everythingThatDoesNotFitIsNamed() {
    List<NamedTensor> tensors = new ArrayList<>(tensors(SPEC));
    tensors.removeIf(tensor -> tensor.name().equals("bn1.bias"));
    tensors.replaceAll(
        tensor ->
            tensor.name().equals("conv1.weight")
                ? new NamedTensor("conv1.weight", List.of(8, 3, 3, 3), new float[216])
                : tensor);
    tensors.replaceAll(
        tensor ->
            tensor.name().equals("bn1.running_var")
                ? new NamedTensor(tensor.name(), List.of(8), filled(8, Float.NaN))
                : tensor);
    assertEquals(
        "conv1.weight has shape [8, 3, 3, 3] (must be [8, 3, 7, 7]); bn1.bias is missing;"
            + " bn1.running_var holds NaN",
        error(SafetensorsWriter.write(tensors, Map.of())));
  }

  @Test
  void halfPrecisionIsReadAndOtherTypesAreRefused() {
    assertEquals(List.of(1.5f, -2f, 0.25f), values("F64", 8, 1.5, -2, 0.25));
    assertEquals(List.of(1.5f, -2f, 0.25f), values("F16", 2, 0x3e00, 0xc000, 0x3400));
    // The least float16, the greatest, and infinity.
    assertEquals(
        List.of((float) Math.pow(2, -24), 65504f, Float.POSITIVE_INFINITY),
        values("F16", 2, 0x0001, 0x7bff, 0x7c00));
    assertEquals(List.of(1.5f, -2f, 0.25f), values("BF16", 2, 0x3fc0, 0xc000, 0x3e80));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> values("I64", 8, 1, 2, 3));
    assertEquals("t is of type I64 (must be F64, F32, F16 or BF16)", refused.getMessage());
  }

  @Test
  void brokenFilesAreRefused() {
    byte[] whole = EncoderFile.write(SPEC, weights(SPEC, 1));
    assertEquals("no safetensors file: 3 bytes", error(Arrays.copyOf(whole, 3)));
    assertTrue(
        error(Arrays.copyOf(whole, 500)).startsWith("no safetensors file, or a cut-off one"));
    assertTrue(error(Arrays.copyOf(whole, whole.length - 4)).contains(" is damaged: shape ["));
    assertTrue(
        error("a text of some length, not a file".getBytes(StandardCharsets.UTF_8))
            .startsWith("no safetensors file, or a cut-off one"));
    assertEquals("no safetensors file: its header is no JSON", error(file("{,}", new byte[8])));
    assertEquals(
        "no safetensors file: its header is no JSON object", error(file("[1]", new byte[8])));
    for (String offsets : List.of("[-8, 0]", "[8, 0]", "[0, 4]", "[0, 99]", "[]", "7")) {
      String header =
          "{\"conv1.weight\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": %s}}";
      assertTrue(
          error(file(header.formatted(offsets), new byte[8])).contains("conv1.weight is damaged"),
          offsets);
    }
  }

  private static String error(byte[] file) {
    return assertThrows(
            IllegalArgumentException.class, () -> EncoderFile.read(file, SPEC, weights(SPEC, 2)))
        .getMessage();
  }

  /** The first three numbers of a tensor whose bytes are given as integers or doubles. */
  private static List<Float> values(String type, int size, Number... numbers) {
    ByteBuffer data = ByteBuffer.allocate(3 * size).order(ByteOrder.LITTLE_ENDIAN);
    for (Number number : numbers) {
      if (size == 2) {
        data.putShort(number.shortValue());
      } else {
        data.putDouble(number.doubleValue());
      }
    }
    String header =
        "{\"t\": {\"dtype\": \"%s\", \"shape\": [3], \"data_offsets\": [0, %d]}}"
            .formatted(type, 3 * size);
    float[] read =
        SafetensorsReader.of(file(header, data.array())).tensor("t").orElseThrow().values();
    return List.of(read[0], read[1], read[2]);
  }

  private static byte[] file(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  private static List<NamedTensor> tensors(NetworkSpec spec) {
    SafetensorsReader reader = SafetensorsReader.of(EncoderFile.write(spec, weights(spec, 1)));
    ParameterLayout layout = ParameterLayout.of(spec);
    List<NamedTensor> tensors = new ArrayList<>();
    layout.parameters().forEach(t -> reader.tensor(t.name()).ifPresent(tensors::add));
    layout.statistics().forEach(t -> reader.tensor(t.name()).ifPresent(tensors::add));
    return tensors;
  }

  private static int firstOfHeads(NetworkSpec spec) {
    return ParameterLayout.of(spec).parameters().stream()
        .filter(tensor -> tensor.name().startsWith("heads."))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  private static float[] head(float[] values, int end) {
    return Arrays.copyOf(values, end);
  }

  private static float[] tail(float[] values, int from) {
    return Arrays.copyOfRange(values, from, values.length);
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }
}
