package io.mscon.spark.train;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A lane's minibatches of a round as DL4J takes them: one at a time, views drawn when asked. */
final class LaneMinibatches implements Iterator<MultiDataSet> {
  private final Lane lane;
  private final LocalBatches batches;
  private int next;

  LaneMinibatches(Lane lane, LocalBatches batches) {
    this.lane = lane;
    this.batches = batches;
  }

  @Override
  public boolean hasNext() {
    return next < batches.steps();
  }

  @Override
  public MultiDataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All minibatches of the round are taken");
    }
    int step = next++;
    StepPosition position = batches.position(step);
    batches.settings().hook().enter(Phase.LOCAL_STEPS, position.step(), lane.index());
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {views(position)}, new INDArray[] {labels(step)});
  }

  /** [views x laneBatch][3][size][size]: row v B + b is view v of sample b. */
  private INDArray views(StepPosition position) {
    int[] places = batches.plan().places(position.epoch(), position.stepInEpoch(), lane.index());
    List<Sample> samples = lane.samples(places);
    int size = batches.settings().image().size();
    try (ViewReader reader = new ViewReader(batches.settings())) {
      return Nd4j.createFromArray(reader.views(samples, position.epoch()))
          .reshape(-1, 3, size, size);
    }
  }

  private INDArray labels(int step) {
    return Nd4j.createFromArray(batches.labels()[step][lane.index()])
        .reshape(-1, batches.labelWidth());
  }
}
