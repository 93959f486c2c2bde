package io.mscon.model;

import io.mscon.model.onednn.OneDnnNetwork;

/** Makes networks. */
public final class Networks {
  private Networks() {}

  /**
   * A network whose parameters are not set yet.
   *
   * @param spec its shape
   * @param engine what does its arithmetic
   * @throws IllegalStateException if the engine's native library cannot be loaded
   */
  public static Network create(NetworkSpec spec, Engine engine) {
    return switch (engine) {
      case AUTO, ONEDNN -> new OneDnnNetwork(spec);
    };
  }
}
