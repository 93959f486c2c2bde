package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Is called on the executors as a step's phases go by. A training uses {@link #NONE}; the fault
 * suite makes phases fail, stall or return damaged bytes here.
 */
interface PhaseHook extends Serializable {
  /** Does nothing. */
  PhaseHook NONE = new PhaseHook() {};

  /**
   * A phase begins.
   *
   * @param phase which
   * @param step optimiser steps done before this one
   * @param part the lane, or the range of parameters
   */
  default void enter(Phase phase, long step, int part) {}

  /**
   * A result is about to travel.
   *
   * @param phase which
   * @param step optimiser steps done before this one
   * @param part the lane, or the range of parameters
   * @param result sealed; may be replaced
   */
  default Parcel leave(Phase phase, long step, int part, Parcel result) {
    return result;
  }
}
