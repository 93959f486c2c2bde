package io.mscon.spark.train;

import io.mscon.loss.RowGradient;
import io.mscon.loss.Rows;
import io.mscon.loss.UnitRows;
import io.mscon.model.ForwardPass;
import io.mscon.model.Network;
import io.mscon.model.Networks;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.TaskGpu;
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
  private final ViewReader reader;
  private final List<ForwardPass> kept = new ArrayList<>();

  /** First the parameters that came, then the gradient that goes: the network keeps neither. */
  private Values inHand;

  private long loaded = -1;

  LaneWorker(LaneSettings settings) {
    this.settings = settings;
    TaskGpu.take(settings.engine());
    this.network = Networks.create(settings.network(), settings.engine(), settings.precision());
    this.reader = new ViewReader(settings);
  }

  /**
   * Embeds this lane's part of a batch; the passes that fit stay open for {@link #backpropagate}.
   */
  LaneEmbeddings embed(EmbedTask task, int lane, List<Sample> samples) {
    WorkClock clock = new WorkClock();
    load(task, lane, clock);
    RowPlaces places = new RowPlaces(settings, samples.size());
    Values rows = precision().zeros(places.laneRows() * settings.network().outputs());
    Values statistics = Precision.FLOAT32.zeros(network.layout().statisticCount());
    for (int microBatch = 0; microBatch < places.microBatches(); microBatch++) {
      ForwardPass pass = forward(task, samples, microBatch);
      collectRows(pass, places, microBatch, rows);
      statistics.add(Values.of(pass.batchStatistics()));
      keepOrClose(pass, microBatch);
    }
    Parcel packedRows = clock.serialising(() -> Parcel.of(rows));
    Parcel packedStatistics = clock.serialising(() -> Parcel.of(statistics));
    return new LaneEmbeddings(
        lane, packedRows, packedStatistics, places.microBatches(), clock.report());
  }

  /**
   * Backpropagates the global loss through this lane's part of a batch, and leaves the gradient for
   * the tasks that add up.
   */
  LaneGradient backpropagate(GradientTask task, int lane, List<Sample> samples) {
    WorkClock clock = new WorkClock();
    load(task.step(), lane, clock);
    List<RowGradient> rowGradients = task.rowGradients(lane, clock);
    RowPlaces places = new RowPlaces(settings, samples.size());
    Values gradient = inHand();
    gradient.clear();
    try {
      for (int microBatch = 0; microBatch < places.microBatches(); microBatch++) {
        try (ForwardPass pass = reopen(task.step(), samples, microBatch)) {
          pass.backward(projectionGradients(pass, places, microBatch, rowGradients), gradient);
        }
      }
    } finally {
      // A retry after a failure half-way must not find passes that are spent.
      closeKept();
    }
    double[] radialSums = rowGradients.stream().mapToDouble(RowGradient::radialSum).toArray();
    long step = task.step().position().step();
    boolean here =
        clock.serialising(() -> task.reduction().leave(lane, gradient, settings.hook(), step));
    return new LaneGradient(lane, Parcel.of(Values.of(radialSums)), here, clock.report());
  }

  /** What was sent never changes, so a lane that has it keeps it, and its open passes too. */
  private void load(EmbedTask task, int lane, WorkClock clock) {
    long wanted = task.parameters().first();
    if (wanted == loaded) {
      return;
    }
    closeKept();
    clock.serialising(
        () -> {
          task.parameters().receive(lane, inHand());
          return inHand();
        });
    network.setParameters(inHand());
    loaded = wanted;
  }

  private Values inHand() {
    if (inHand == null) {
      inHand = precision().zeros(network.layout().parameterCount());
    }
    return inHand;
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
    return network.forward(reader.views(part, task.position().epoch()), settings.microBatchRows());
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

  private void collectRows(ForwardPass pass, RowPlaces places, int microBatch, Values rows) {
    int headOffset = 0;
    for (int head = 0; head < heads(); head++) {
      int columns = columns(head);
      int view = settings.microBatch() * columns;
      Values ofHead = rows(pass, head);
      for (int v = 0; v < settings.views(); v++) {
        rows.copy(ofHead, v * view, headOffset + places.inLane(v, microBatch) * columns, view);
      }
      headOffset += places.laneRows() * columns;
    }
  }

  /** What of a head's output is gathered. */
  private Values rows(ForwardPass pass, int head) {
    Values projections = pass.projections(head);
    return unitRows(head) ? unit(projections, head).unit().flat() : projections;
  }

  private List<Values> projectionGradients(
      ForwardPass pass, RowPlaces places, int microBatch, List<RowGradient> rowGradients) {
    List<Values> gradients = new ArrayList<>();
    for (int head = 0; head < heads(); head++) {
      int columns = columns(head);
      int view = settings.microBatch() * columns;
      Values ofRows = precision().zeros(settings.microBatchRows() * columns);
      Values ofLane = rowGradients.get(head).dz().flat();
      for (int v = 0; v < settings.views(); v++) {
        ofRows.copy(ofLane, places.inLane(v, microBatch) * columns, v * view, view);
      }
      gradients.add(throughNormalisation(pass, head, ofRows));
    }
    return gradients;
  }

  private Values throughNormalisation(ForwardPass pass, int head, Values gradient) {
    return unitRows(head)
        ? unit(pass.projections(head), head).backward(Rows.of(gradient, columns(head))).flat()
        : gradient;
  }

  private boolean unitRows(int head) {
    return head < settings.unitHeads();
  }

  private UnitRows unit(Values projections, int head) {
    return UnitRows.normalise(Rows.of(projections, columns(head)));
  }

  private Precision precision() {
    return settings.precision();
  }

  private int heads() {
    return settings.network().heads().size();
  }

  private int columns(int head) {
    return settings.network().heads().get(head).outputs();
  }

  private void closeKept() {
    kept.forEach(ForwardPass::close);
    kept.clear();
  }

  @Override
  public void close() {
    closeKept();
    network.close();
    reader.close();
  }

  /**
   * Where a lane's rows stand: [views][pictures of the lane], while a micro-batch has [views][its
   * pictures].
   */
  private record RowPlaces(LaneSettings settings, int pictures) {
    int microBatches() {
      return pictures / settings.microBatch();
    }

    int laneRows() {
      return pictures * settings.views();
    }

    int inLane(int view, int microBatch) {
      return view * pictures + microBatch * settings.microBatch();
    }
  }
}
