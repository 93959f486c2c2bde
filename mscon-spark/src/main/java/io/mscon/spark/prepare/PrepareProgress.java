package io.mscon.spark.prepare;

/**
 * How far a preparation is.
 *
 * @param stage what is being done
 * @param done pictures that are done
 * @param total of so many
 * @param rejected how many of them were rejected so far
 * @param picturesPerSecond since the stage began
 * @param secondsLeft of this stage; not finite while unknown
 */
public record PrepareProgress(
    Stage stage,
    long done,
    long total,
    long rejected,
    double picturesPerSecond,
    double secondsLeft) {

  /** What takes time. */
  public enum Stage {
    /** Pictures are read and decoded, unless they are known. */
    CHECK("checking"),
    /** Shards are written. */
    WRITE("writing");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }
}
