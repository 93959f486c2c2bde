package io.mscon.submit;

import io.mscon.run.StepReport;
import io.mscon.spark.prepare.PrepareProgress;
import java.util.function.Consumer;

/** Shows the progress of a training or a preparation until it is closed. */
interface Progress extends Consumer<StepReport>, AutoCloseable {
  /** Shows how far a preparation is. */
  default void prepared(PrepareProgress progress) {}

  /** Leaves the place where the progress was shown ready for other text. */
  @Override
  default void close() {}
}
