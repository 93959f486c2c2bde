package io.mscon.spark.train.averaging;

import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;

/**
 * Where the velocity of each parameter stands in DL4J's updater state, which has no place for
 * parameters that don't have one (running statistics, log-variances).
 */
final class UpdaterStates {
  private final List<UpdaterBlock> blocks;

  UpdaterStates(ComputationGraphUpdater updater) {
    this.blocks = updater.getUpdaterBlocks().stream().filter(block -> size(block) > 0).toList();
  }

  private static int size(UpdaterBlock block) {
    return block.getUpdaterViewOffsetEnd() - block.getUpdaterViewOffsetStart();
  }

  /** From a vector of all parameters, [mapping length], to the state. */
  float[] gather(float[] all) {
    float[] states = new float[blocks.stream().mapToInt(UpdaterStates::size).sum()];
    for (UpdaterBlock block : blocks) {
      System.arraycopy(
          all, block.getParamOffsetStart(), states, block.getUpdaterViewOffsetStart(), size(block));
    }
    return states;
  }

  /** From the state to a vector of all parameters, with zeros between. */
  float[] scatter(float[] states, int length) {
    float[] all = new float[length];
    for (UpdaterBlock block : blocks) {
      System.arraycopy(
          states, block.getUpdaterViewOffsetStart(), all, block.getParamOffsetStart(), size(block));
    }
    return all;
  }
}
