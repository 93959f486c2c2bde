package io.mscon.data;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which samples stand in which batch: a function of the seed, the number of samples and the lanes.
 *
 * <p>Every lane owns a fixed share of the training split and goes through it in a new random order
 * each epoch. The global batch of a step is the lanes' parts one after the other: its sample b
 * belongs to lane b / {@link #laneBatch()}. What is left at the end of a lane's order is dropped in
 * that epoch.
 *
 * @param seed the run's seed
 * @param samples size of the training split
 * @param lanes logical workers
 * @param globalBatch samples per step, a multiple of lanes
 */
public record BatchPlan(long seed, int samples, int lanes, int globalBatch)
    implements Serializable {

  /** Checks that there is at least one step in an epoch. */
  public BatchPlan {
    if (globalBatch % lanes != 0) {
      throw new IllegalArgumentException(
          "Invalid train.global-batch: "
              + globalBatch
              + " (must be a multiple of "
              + lanes
              + " lanes)");
    }
    if (samples / lanes < globalBatch / lanes) {
      throw new IllegalArgumentException(
          "Invalid train.global-batch: "
              + globalBatch
              + " (the training split has "
              + samples
              + " pictures; make the batch smaller)");
    }
  }

  /** Samples that a lane adds to a global batch. */
  public int laneBatch() {
    return globalBatch / lanes;
  }

  /** Steps in an epoch: what the smallest lane fills. */
  public int stepsPerEpoch() {
    return samples / lanes / laneBatch();
  }

  /**
   * The lane that owns a sample.
   *
   * @param rank the sample's place in the dataset's fixed order
   */
  public int laneOf(int rank) {
    return rank % lanes;
  }

  /**
   * Samples that a lane owns.
   *
   * @param lane 0 to lanes - 1
   */
  public int laneSize(int lane) {
    return samples / lanes + (lane < samples % lanes ? 1 : 0);
  }

  /**
   * A lane's part of a batch.
   *
   * @param epoch 0 for the first
   * @param step within the epoch
   * @param lane 0 to lanes - 1
   * @return [laneBatch()] places among the samples of the lane; place p is the sample of rank p *
   *     lanes + lane
   */
  public int[] places(int epoch, int step, int lane) {
    int[] order =
        RandomStream.of(seed, RandomUse.EPOCH_ORDER, epoch, lane).permutation(laneSize(lane));
    return Arrays.copyOfRange(order, step * laneBatch(), (step + 1) * laneBatch());
  }

  /**
   * The whole global batch.
   *
   * @param epoch 0 for the first
   * @param step within the epoch
   * @return [globalBatch] ranks, lane by lane
   */
  public int[] ranks(int epoch, int step) {
    int[] ranks = new int[globalBatch];
    for (int lane = 0; lane < lanes; lane++) {
      int[] places = places(epoch, step, lane);
      for (int i = 0; i < places.length; i++) {
        ranks[lane * laneBatch() + i] = places[i] * lanes + lane;
      }
    }
    return ranks;
  }
}
