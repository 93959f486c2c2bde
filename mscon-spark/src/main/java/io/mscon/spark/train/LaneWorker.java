package io.mscon.spark.train;

import io.mscon.image.Augmentation;
import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.loss.RowGradient;
import io.mscon.loss.Rows;
import io.mscon.loss.UnitRows;
import io.mscon.model.ForwardPass;
import io.mscon.model.Network;
import io.mscon.model.Networks;
import java.util.ArrayList;
import java.util.List;

/**
 * A lane's network at work: embeds micro-batches, and later in the same step backpropagates what
 * the global loss sends back. Passes that fit into the memory for kept activations stay open
 * between the two; the others are run forward again, which gives the same bits (GradCache, Gao et
 * al. 2021, arXiv 2101.06983).
 */
final class LaneWorker implements AutoCloseable {
  private static final long MEBIBYTE = 1L << 20;

  private final LaneSettings settings;
  private final Network network;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Augmentation augmentation;
  private final List<ForwardPass> kept = new ArrayList<>();
  private long loadedStep = -1;

  LaneWorker(LaneSettings settings) {
    this.settings = settings;
    this.network = Networks.create(settings.network(), settings.engine());
    this.augmentation =
        new Augmentation(
            settings.augmentationOptions(), settings.normalisation(), settings.image().size());
  }

  /**
   * Embeds this lane's part of a batch; the passes that fit stay open for {@link #backpropagate}.
   */
  LaneEmbeddings embed(EmbedTask task, List<Sample> samples) {
    load(task);
    int microBatches = samples.size() / settings.microBatch();
    float[][] unitRows = new float[settings.network().heads()][laneRows(samples) * columns()];
    float[] statistics = new float[network.layout().statisticCount()];
    for (int microBatch = 0; microBatch < microBatches; microBatch++) {
      ForwardPass pass = forward(task, samples, microBatch);
      collectUnitRows(pass, microBatch, samples.size(), unitRows);
      add(pass.batchStatistics(), statistics);
      keepOrClose(pass, microBatch);
    }
    return new LaneEmbeddings(RawFloats.encode(unitRows), statistics, microBatches);
  }

  /** Backpropagates the global loss through this lane's part of a batch. */
  LaneGradient backpropagate(GradientTask task, int lane, List<Sample> samples) {
    load(task.step());
    List<RowGradient> unitGradients = task.unitGradients(lane);
    float[] gradient = new float[network.layout().parameterCount()];
    try {
      for (int microBatch = 0; microBatch < samples.size() / settings.microBatch(); microBatch++) {
        try (ForwardPass pass = reopen(task.step(), samples, microBatch)) {
          pass.backward(
              projectionGradients(pass, microBatch, samples.size(), unitGradients), gradient);
        }
      }
    } finally {
      // A retry after a failure half-way must not find passes that are spent.
      closeKept();
    }
    return new LaneGradient(
        RawFloats.encode(gradient),
        unitGradients.stream().mapToDouble(RowGradient::radialSum).toArray());
  }

  /**
   * Parameters of a step never change, so a lane that has them keeps them, and its open passes too.
   */
  private void load(EmbedTask task) {
    if (loadedStep == task.position().step()) {
      return;
    }
    closeKept();
    network.setParameters(RawFloats.decode(task.parameters().value()));
    loadedStep = task.position().step();
  }

  /** What runs this lane's network. */
  String describeEngine() {
    return network.describeEngine();
  }

  private ForwardPass reopen(EmbedTask step, List<Sample> samples, int microBatch) {
    return microBatch < kept.size() ? kept.get(microBatch) : forward(step, samples, microBatch);
  }

  private ForwardPass forward(EmbedTask task, List<Sample> samples, int microBatch) {
    int size = settings.microBatch();
    List<Sample> part = samples.subList(microBatch * size, (microBatch + 1) * size);
    return network.forward(views(part, task.position().epoch()), settings.microBatchRows());
  }

  /** [views][pictures][3][size][size]: a micro-batch holds all views of its pictures. */
  private float[] views(List<Sample> samples, int epoch) {
    int pixels = 3 * settings.image().size() * settings.image().size();
    float[] images = new float[settings.microBatchRows() * pixels];
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      DecodedImage decoded = decode(sample);
      for (int view = 0; view < settings.views(); view++) {
        int offset = (view * samples.size() + i) * pixels;
        augmentation.augment(decoded, settings.seed(), epoch, sample.id(), view, images, offset);
      }
    }
    return images;
  }

  private DecodedImage decode(Sample sample) {
    try {
      return decoder.decode(sample.image());
    } catch (ImageRejectedException e) {
      throw new IllegalStateException(
          "Cannot read image "
              + sample.id()
              + ": "
              + e.getMessage()
              + " (prepare the dataset again)",
          e);
    }
  }

  private void keepOrClose(ForwardPass pass, int microBatch) {
    boolean inOrder = kept.size() == microBatch;
    long needed = (microBatch + 1) * pass.activationBytes();
    if (inOrder && needed <= settings.keptActivations() * MEBIBYTE) {
      kept.add(pass);
    } else {
      pass.close();
    }
  }

  private void collectUnitRows(
      ForwardPass pass, int microBatch, int laneBatch, float[][] laneRows) {
    for (int head = 0; head < laneRows.length; head++) {
      float[] unit = values(unitRows(pass, head).unit());
      for (int view = 0; view < settings.views(); view++) {
        System.arraycopy(
            unit,
            microBatchOffset(view),
            laneRows[head],
            laneOffset(view, microBatch, laneBatch),
            settings.microBatch() * columns());
      }
    }
  }

  private float[][] projectionGradients(
      ForwardPass pass, int microBatch, int laneBatch, List<RowGradient> unitGradients) {
    float[][] gradients = new float[unitGradients.size()][];
    for (int head = 0; head < gradients.length; head++) {
      float[] unit = new float[settings.microBatchRows() * columns()];
      for (int view = 0; view < settings.views(); view++) {
        System.arraycopy(
            values(unitGradients.get(head).dz()),
            laneOffset(view, microBatch, laneBatch),
            unit,
            microBatchOffset(view),
            settings.microBatch() * columns());
      }
      gradients[head] = values(unitRows(pass, head).backward(rows(unit)));
    }
    return gradients;
  }

  private UnitRows unitRows(ForwardPass pass, int head) {
    return UnitRows.normalise(rows(pass.projections(head)));
  }

  private Rows rows(float[] values) {
    return new Rows.Float32(values, columns());
  }

  private static float[] values(Rows rows) {
    return ((Rows.Float32) rows).values();
  }

  /** Where a view begins in the rows of a micro-batch. */
  private int microBatchOffset(int view) {
    return view * settings.microBatch() * columns();
  }

  /** Where a micro-batch begins in a view's rows of the lane. */
  private int laneOffset(int view, int microBatch, int laneBatch) {
    return (view * laneBatch + microBatch * settings.microBatch()) * columns();
  }

  private int laneRows(List<Sample> samples) {
    return samples.size() * settings.views();
  }

  private int columns() {
    return settings.network().embeddingSize();
  }

  private static void add(float[] values, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private void closeKept() {
    kept.forEach(ForwardPass::close);
    kept.clear();
  }

  @Override
  public void close() {
    closeKept();
    network.close();
    decoder.close();
  }
}
