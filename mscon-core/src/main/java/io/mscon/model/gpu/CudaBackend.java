package io.mscon.model.gpu;

import io.mscon.model.Engine;

/** ND4J's backend for NVIDIA's cards, which is on the classpath in the build for GPUs only. */
public final class CudaBackend {
  private static final String BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  private CudaBackend() {}

  /** Whether ND4J works on a GPU in this build. */
  public static boolean present() {
    return CudaBackend.class.getClassLoader().getResource(BACKEND) != null;
  }

  /**
   * Whether a network in single precision would run on a GPU.
   *
   * @param engine that is asked for
   */
  public static boolean runs(Engine engine) {
    return present() && engine != Engine.ONEDNN;
  }
}
