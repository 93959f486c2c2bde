package io.mscon.model.safetensors;

import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An encoder as a safetensors file: the state dictionary of torchvision's ResNet of the same shape,
 * without the last linear layer and without BatchNorm's counters of batches.
 */
public final class EncoderFile {
  private EncoderFile() {}

  /**
   * Writes an encoder; the heads are left out.
   *
   * @param network its shape; the file's metadata say it
   * @param weights of the whole network
   */
  public static byte[] write(NetworkSpec network, Weights weights) {
    ParameterLayout layout = ParameterLayout.of(network);
    List<NamedTensor> tensors = new ArrayList<>();
    encoder(layout).forEach(tensor -> tensors.add(named(tensor, weights.parameters())));
    layout.statistics().forEach(tensor -> tensors.add(named(tensor, weights.statistics())));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("encoder", network.depth().name().toLowerCase(Locale.ROOT));
    metadata.put("stem", network.stem().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    metadata.put("width", Double.toString(network.width()));
    metadata.put("image_size", Integer.toString(network.imageSize()));
    return SafetensorsWriter.write(tensors, metadata);
  }

  /**
   * Puts an encoder's tensors in the place of a network's; the heads stay as they are. Tensors that
   * the network does not have, such as fc.weight, are passed over.
   *
   * @param file bytes of a file with torchvision's names
   * @param network the network's shape
   * @param weights of the whole network, which are not changed
   * @return new weights
   * @throws IllegalArgumentException naming everything that is missing, of another shape, or no
   *     number
   */
  public static Weights read(byte[] file, NetworkSpec network, Weights weights) {
    SafetensorsReader reader = SafetensorsReader.of(file);
    ParameterLayout layout = ParameterLayout.of(network);
    Weights result = new Weights(weights.parameters().clone(), weights.statistics().clone());
    List<String> problems = new ArrayList<>();
    encoder(layout)
        .forEach(tensor -> copy(reader, tensor, result.parameters()).ifPresent(problems::add));
    layout
        .statistics()
        .forEach(tensor -> copy(reader, tensor, result.statistics()).ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return result;
  }

  private static Stream<Tensor> encoder(ParameterLayout layout) {
    return layout.parameters().stream().filter(tensor -> !tensor.name().startsWith("heads."));
  }

  private static NamedTensor named(Tensor tensor, float[] vector) {
    int end = tensor.offset() + tensor.size();
    return new NamedTensor(
        tensor.name(), tensor.shape(), Arrays.copyOfRange(vector, tensor.offset(), end));
  }

  /** Copies a tensor, or says why it can't. */
  private static Optional<String> copy(SafetensorsReader reader, Tensor tensor, float[] vector) {
    Optional<NamedTensor> found = reader.tensor(tensor.name());
    if (found.isEmpty()) {
      return Optional.of(tensor.name() + " is missing");
    }
    if (!found.get().shape().equals(tensor.shape())) {
      return Optional.of(
          "%s has shape %s (must be %s)"
              .formatted(tensor.name(), found.get().shape(), tensor.shape()));
    }
    float[] values = found.get().values();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return Optional.of(tensor.name() + " holds " + value);
      }
    }
    System.arraycopy(values, 0, vector, tensor.offset(), values.length);
    return Optional.empty();
  }
}
