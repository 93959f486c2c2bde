package io.mscon.model.dl4j;

import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Stem;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A {@link NetworkSpec} as a DL4J computation graph of stock layers, with torchvision's arithmetic.
 * Vertices bear torchvision's names (conv1, bn1, layer1.0.conv2, layer2.0.downsample.0, heads.0.2);
 * ReLU and addition, which have no name there, are called relu, relu1, relu2 and add in their
 * block. Weights are zero until {@link ParameterMapping} writes them.
 */
public final class ResNetGraph {
  /** The input vertex: images [rows][3][size][size]. */
  public static final String IMAGES = "images";

  /** The vertex whose activations are f(x), [rows][spec.featureSize()]. */
  public static final String FEATURES = "avgpool";

  private static final double EPSILON = 1e-5;

  /** PyTorch's momentum of 0.1, as DL4J says it. */
  private static final double DECAY = 0.9;

  private final GraphBuilder graph;
  private final NetworkSpec spec;
  private final Map<String, Tensor> weights = new HashMap<>();

  private ResNetGraph(GraphBuilder graph, NetworkSpec spec) {
    this.graph = graph;
    this.spec = spec;
    for (Tensor tensor : ParameterLayout.of(spec).parameters()) {
      if (tensor.role() == Role.CONVOLUTION_WEIGHT || tensor.role() == Role.LINEAR_WEIGHT) {
        weights.put(vertexOf(tensor), tensor);
      }
    }
  }

  /**
   * The vertices whose activations are the heads' outputs, [rows][outputs], head by head.
   *
   * @param spec its shape
   */
  public static List<String> projections(NetworkSpec spec) {
    List<String> names = new ArrayList<>();
    for (int head = 0; head < spec.heads().size(); head++) {
      names.add(ParameterLayout.headLayer(head, spec.heads().get(head).layers().size() - 1));
    }
    return names;
  }

  /**
   * The graph whose outputs are the projections, or the features if there are no heads. It has no
   * loss and no updater: gradients come from outside.
   *
   * @param spec its shape
   * @param precision of everything in it
   */
  public static ComputationGraphConfiguration configuration(NetworkSpec spec, Precision precision) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(dataType(precision))
            .seed(0)
            .updater(new NoOp())
            // With workspaces, BatchNormalization's own backward pass fails on a stale pointer.
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder();
    return addTo(builder, spec).setOutputs(outputs(spec)).build();
  }

  /**
   * Adds input, encoder and heads to a graph of the caller's, who adds what follows the {@linkplain
   * #projections projections} and names the outputs.
   *
   * @param builder with updater and data type set
   * @param spec the shape
   * @return the builder
   */
  public static GraphBuilder addTo(GraphBuilder builder, NetworkSpec spec) {
    int size = spec.imageSize();
    builder.addInputs(IMAGES).setInputTypes(InputType.convolutional(size, size, 3));
    ResNetGraph graph = new ResNetGraph(builder, spec);
    graph.addHeads(graph.addEncoder());
    return builder;
  }

  /** ND4J's name of a precision. */
  static DataType dataType(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  /** The vertex that a tensor belongs to. */
  static String vertexOf(Tensor tensor) {
    return tensor.name().substring(0, tensor.name().lastIndexOf('.'));
  }

  /** The vertex whose activations a BatchNorm vertex normalises. */
  static String convolutionBefore(String normalisation) {
    return normalisation.endsWith("downsample.1")
        ? normalisation.substring(0, normalisation.length() - 1) + "0"
        : normalisation.replace("bn", "conv");
  }

  private static String[] outputs(NetworkSpec spec) {
    return spec.heads().isEmpty()
        ? new String[] {FEATURES}
        : projections(spec).toArray(String[]::new);
  }

  private String addEncoder() {
    boolean large = spec.stem() == Stem.IMAGENET;
    String last = convolution("conv1", IMAGES, large ? 2 : 1);
    last = relu("relu", normalisation("bn1", last));
    if (large) {
      last = maximumPooling(last);
    }
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < spec.depth().blocks(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        last = block("layer" + (stage + 1) + "." + block + ".", last, stride);
      }
    }
    graph.addLayer(FEATURES, new GlobalPoolingLayer(PoolingType.AVG), last);
    return FEATURES;
  }

  private String block(String name, String input, int stride) {
    int convolutions = spec.depth().bottleneck() ? 3 : 2;
    int strided = spec.depth().bottleneck() ? 2 : 1;
    String last = input;
    for (int i = 1; i <= convolutions; i++) {
      last = convolution(name + "conv" + i, last, i == strided ? stride : 1);
      last = normalisation(name + "bn" + i, last);
      if (i < convolutions) {
        last = relu(name + "relu" + i, last);
      }
    }
    graph.addVertex(
        name + "add",
        new ElementWiseVertex(ElementWiseVertex.Op.Add),
        last,
        shortcut(name + "downsample.", input, stride));
    return relu(name + "relu", name + "add");
  }

  private String shortcut(String name, String input, int stride) {
    return weights.containsKey(name + "0")
        ? normalisation(name + "1", convolution(name + "0", input, stride))
        : input;
  }

  private String convolution(String name, String input, int stride) {
    Tensor weight = weights.get(name);
    int kernel = weight.shape().get(2);
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .nIn(weight.shape().get(1))
            .nOut(weight.shape().get(0))
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .weightInit(WeightInit.ZERO)
            .build(),
        input);
    return name;
  }

  private String normalisation(String name, String input) {
    graph.addLayer(
        name,
        // The logarithm of the deviation, because a configuration that asks for variances asks for
        // logarithms after a round trip through JSON, which Spark does.
        new BatchNormalization.Builder().eps(EPSILON).decay(DECAY).useLogStd(true).build(),
        input);
    return name;
  }

  private String relu(String name, String input) {
    graph.addLayer(name, new ActivationLayer(Activation.RELU), input);
    return name;
  }

  private String maximumPooling(String input) {
    graph.addLayer(
        "maxpool",
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {3, 3})
            .stride(2, 2)
            .padding(1, 1)
            .convolutionMode(ConvolutionMode.Truncate)
            .build(),
        input);
    return "maxpool";
  }

  private void addHeads(String features) {
    for (int head = 0; head < spec.heads().size(); head++) {
      String last = features;
      for (int layer = 0; layer < spec.heads().get(head).layers().size(); layer++) {
        // ReLU has the number between those of the layers.
        String input = layer == 0 ? last : relu("heads." + head + "." + (2 * layer - 1), last);
        last = ParameterLayout.headLayer(head, layer);
        linear(last, input);
      }
    }
  }

  private void linear(String name, String input) {
    Tensor weight = weights.get(name);
    graph.addLayer(
        name,
        new DenseLayer.Builder()
            .nIn(weight.shape().get(1))
            .nOut(weight.shape().get(0))
            .activation(Activation.IDENTITY)
            .weightInit(WeightInit.ZERO)
            .build(),
        input);
  }
}
