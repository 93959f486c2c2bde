package io.mscon.run;

/** Names of the files in a run's folder. */
public final class RunFiles {
  /** The resolved configuration, HOCON. */
  public static final String CONFIGURATION = "configuration.conf";

  /** The manifest of the dataset it was trained on. */
  public static final String DATASET = "dataset.json";

  /** One JSON object a line: steps, epochs, events. The only source of plots and tables. */
  public static final String METRICS = "metrics.jsonl";

  /** Checkpoints, a folder each. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The trained network: its shape and first lines of its origin. */
  public static final String MODEL = "model/model.json";

  /** The trained network: parameters, then running statistics, little-endian float32. */
  public static final String WEIGHTS = "model/weights.bin";

  /** The trained encoder with torchvision's names, safetensors. */
  public static final String ENCODER = "model/encoder.safetensors";

  /** Features f(x) of every sample, Parquet. */
  public static final String FEATURES = "features";

  /** Predictions of the probes on the test split, Parquet. */
  public static final String PREDICTIONS = "predictions";

  /** The probes' accuracies. */
  public static final String PROBE = "probe.json";

  /** What the predictions come to, per task: measures, intervals, confusion matrix. */
  public static final String MEASURES = "measures.json";

  /** Predictions with fewer labels and by nearest neighbours on the test split, Parquet. */
  public static final String TRANSFER_PREDICTIONS = "transfer-predictions";

  /** What these come to. */
  public static final String TRANSFER = "transfer.json";

  /** Whether the samples' log-variances find the labels that were flipped. */
  public static final String UNCERTAINTY = "uncertainty.json";

  /** The table for people. */
  public static final String REPORT = "report.md";

  /** The same and much more as an HTML page. */
  public static final String REPORT_PAGE = "report.html";

  /** What somebody must know who gets the model. */
  public static final String MODEL_CARD = "MODEL_CARD.md";

  /** What a scheduler reads: status, figures, weights_sha256. */
  public static final String RESULT = "result.json";

  /** Names the driver that works on the run. */
  public static final String LOCK = "_lock";

  /** Written last by a finished training. */
  public static final String SUCCESS = "_SUCCESS";

  private RunFiles() {}
}
