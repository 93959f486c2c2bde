package io.mscon.random;

/**
 * What random numbers are drawn for. Every use has streams of its own, so that drawing one number
 * more for one use changes no other. The order of the constants is part of the meaning of a seed:
 * append, never insert.
 */
public enum RandomUse {
  /** First values of the network's parameters; coordinate: the tensor's index. */
  INITIAL_WEIGHTS,
  /** The order of a lane's samples in an epoch; coordinates: epoch, lane. */
  EPOCH_ORDER,
  /**
   * Augmentation of one view; coordinates: epoch, {@link RandomStream#coordinateOf sample id},
   * view.
   */
  AUGMENTATION,
  /** Assignment to splits by fraction; coordinate: {@link RandomStream#coordinateOf sample id}. */
  SPLIT,
  /** Pictures and labels of the demo corpus; coordinates: as its generator says. */
  DEMO_CORPUS,
  /** Resamples of test predictions; coordinate: {@link RandomStream#coordinateOf task}. */
  BOOTSTRAP,
  /** Features for measuring the probe; coordinates: part, row. */
  BENCHMARK_FEATURES,
  /**
   * Labels that a metric is trained on instead of the true ones; coordinates: {@link
   * RandomStream#coordinateOf metric}, {@link RandomStream#coordinateOf sample id}.
   */
  LABEL_CORRUPTION,
  /**
   * Which training labels a probe with fewer labels sees; coordinates: {@link
   * RandomStream#coordinateOf task}, {@link RandomStream#coordinateOf sample id}.
   */
  LABEL_SHARE,
  /**
   * Resamples of the test pictures that runs are compared on; coordinate: {@link
   * RandomStream#coordinateOf task}.
   */
  PAIRED_BOOTSTRAP,
  /** Pictures that a report shows; coordinate: {@link RandomStream#coordinateOf sample id}. */
  REPORT
}
