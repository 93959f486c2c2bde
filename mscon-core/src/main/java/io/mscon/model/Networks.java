package io.mscon.model;

import io.mscon.model.dl4j.Dl4jNetwork;
import io.mscon.model.gpu.CudaBackend;
import io.mscon.model.onednn.OneDnnNetwork;
import io.mscon.numeric.Values.Precision;

/** Makes networks. */
public final class Networks {
  private Networks() {}

  /**
   * A network whose parameters are not set yet.
   *
   * @param spec its shape
   * @param engine what does its arithmetic
   * @param precision of parameters, projections and gradients
   * @throws IllegalArgumentException if the engine does not have this precision
   * @throws IllegalStateException if the engine's native library cannot be loaded
   */
  public static Network create(NetworkSpec spec, Engine engine, Precision precision) {
    return switch (engine) {
      case AUTO ->
          precision == Precision.FLOAT32 && !CudaBackend.runs(engine)
              ? onednn(spec, precision)
              : dl4j(spec, precision);
      case ONEDNN -> onednn(spec, precision);
      case DL4J -> dl4j(spec, precision);
    };
  }

  private static Network onednn(NetworkSpec spec, Precision precision) {
    if (precision != Precision.FLOAT32) {
      throw new IllegalArgumentException(
          "Invalid precision for the engine onednn: "
              + precision
              + " (must be FLOAT32; the engine dl4j has FLOAT64)");
    }
    return new OneDnnNetwork(spec);
  }

  private static Network dl4j(NetworkSpec spec, Precision precision) {
    return new Dl4jNetwork(spec, precision);
  }
}
