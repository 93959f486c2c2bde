package io.mscon.submit;

import io.mscon.run.StepReport;
import java.util.function.Consumer;

/** Shows a training's progress until it is closed. */
interface Progress extends Consumer<StepReport>, AutoCloseable {
  /** Leaves the place where the progress was shown ready for other text. */
  @Override
  default void close() {}
}
