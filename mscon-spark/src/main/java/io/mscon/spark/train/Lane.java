package io.mscon.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

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
  private transient LaneWorker worker;

  private Lane(int index, LaneSettings settings, ArrayList<Sample> samples) {
    this.index = index;
    this.settings = settings;
    this.samples = samples;
  }

  static Lane of(int index, LaneSettings settings, Iterator<Sample> samples) {
    ArrayList<Sample> owned = new ArrayList<>();
    samples.forEachRemaining(owned::add);
    owned.sort(Comparator.comparingInt(Sample::rank));
    return new Lane(index, settings, owned);
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
    return worker().embed(task, samples(task.places(index)));
  }

  synchronized LaneGradient backpropagate(GradientTask task) {
    return worker().backpropagate(task, index, samples(task.step().places(index)));
  }

  synchronized String describeEngine() {
    return worker().describeEngine();
  }

  synchronized void release() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }

  private LaneWorker worker() {
    if (worker == null) {
      worker = new LaneWorker(settings);
    }
    return worker;
  }
}
