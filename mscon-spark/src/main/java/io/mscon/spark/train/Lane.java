package io.mscon.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A logical worker: the samples it owns, and on the executor that holds it in memory the network
 * that works on them.
 *
 * <p>It is the single element of a partition that Spark keeps deserialised, so the network lives as
 * long as the executor keeps the partition, and is built again from nothing wherever Spark moves
 * the lane. What it returns depends on its arguments only.
 */
final class Lane implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final LaneSettings settings;
  private final ArrayList<Sample> samples;
  private final transient boolean copy;
  private transient LaneWorker worker;

  private Lane(int index, LaneSettings settings, ArrayList<Sample> samples, boolean copy) {
    this.index = index;
    this.settings = settings;
    this.samples = samples;
    this.copy = copy;
  }

  static Lane of(int index, LaneSettings settings, Iterator<Sample> samples) {
    ArrayList<Sample> owned = new ArrayList<>();
    samples.forEachRemaining(owned::add);
    owned.sort(Comparator.comparingInt(Sample::rank));
    return new Lane(index, settings, owned, false);
  }

  int index() {
    return index;
  }

  /**
   * The samples of a batch.
   *
   * @param places among this lane's samples
   */
  List<Sample> samples(int[] places) {
    List<Sample> chosen = new ArrayList<>(places.length);
    for (int place : places) {
      chosen.add(samples.get(place));
    }
    return chosen;
  }

  /** The lane is its own lock: two attempts of one task may meet on one executor. */
  synchronized LaneEmbeddings embed(EmbedTask task) {
    long step = task.position().step();
    settings.hook().enter(Phase.EMBED, step, index);
    return atWork(() -> worker().embed(task, index, samples(task.places(index))))
        .through(rows -> settings.hook().leave(Phase.EMBED, step, index, rows));
  }

  LaneStatistics statistics(StatisticsTask task) {
    settings.hook().enter(Phase.STATISTICS, task.step(), index);
    return task.statistics(index)
        .through(numbers -> settings.hook().leave(Phase.STATISTICS, task.step(), index, numbers));
  }

  synchronized LaneGradient backpropagate(GradientTask task) {
    long step = task.step().position().step();
    settings.hook().enter(Phase.GRADIENT, step, index);
    return atWork(() -> worker().backpropagate(task, index, samples(task.step().places(index))))
        .through(sums -> settings.hook().leave(Phase.GRADIENT, step, index, sums));
  }

  synchronized LanePlace place() {
    return atWork(() -> LanePlace.ofThisTask(index, worker().describeEngine()));
  }

  /** Frees the network. Returns whether there was one. */
  synchronized boolean release() {
    if (worker == null) {
      return false;
    }
    worker.close();
    worker = null;
    return true;
  }

  /**
   * A copy that Spark fetched from the executor that keeps the lane is thrown away after its task,
   * and its native memory has to go with it.
   */
  private <T> T atWork(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      if (copy) {
        release();
      }
    }
  }

  private Object readResolve() {
    return new Lane(index, settings, samples, true);
  }

  private LaneWorker worker() {
    if (worker == null) {
      worker = new LaneWorker(settings);
    }
    return worker;
  }
}
