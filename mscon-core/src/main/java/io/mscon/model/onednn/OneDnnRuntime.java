package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;

/**
 * oneDNN's CPU engine, a stream on it, and the attributes that all primitives share.
 *
 * <p>Every primitive works in a scratchpad that we give it: oneDNN's own belongs to the thread that
 * made the primitive, and Spark runs successive tasks on different threads.
 */
final class OneDnnRuntime implements AutoCloseable {
  private final NativeScope scope = new NativeScope();
  private final engine engine;
  private final stream stream;
  private final primitive_attr plain;
  private final primitive_attr thenRelu;
  private final primitive_attr thenSumAndRelu;

  OneDnnRuntime() {
    load();
    engine = scope.own(new engine(org.bytedeco.dnnl.engine.kind.cpu, 0));
    stream = scope.own(new stream(engine));
    plain = attributes();
    thenRelu = attributes();
    thenSumAndRelu = attributes();
    addPostOperations();
  }

  private static void load() {
    try {
      Loader.load(dnnl.class);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "Cannot load oneDNN: "
              + e.getMessage()
              + " (put org.bytedeco dnnl, javacpp and opencl for this platform on the classpath,"
              + " and make the folder of org.bytedeco.javacpp.cachedir writable)",
          e);
    }
  }

  private primitive_attr attributes() {
    primitive_attr attributes = scope.own(new primitive_attr());
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    return attributes;
  }

  private void addPostOperations() {
    try (post_ops relu = new post_ops();
        post_ops sumAndRelu = new post_ops()) {
      relu.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
      thenRelu.set_post_ops(relu);
      sumAndRelu.append_sum();
      sumAndRelu.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
      thenSumAndRelu.set_post_ops(sumAndRelu);
    }
  }

  engine engine() {
    return engine;
  }

  stream stream() {
    return stream;
  }

  /** Attributes of a primitive that does nothing beside its work. */
  primitive_attr plain() {
    return plain;
  }

  /** Attributes of a primitive whose result goes through ReLU. */
  primitive_attr thenRelu() {
    return thenRelu;
  }

  /** Attributes of a primitive whose result is added to what stands there, then ReLU. */
  primitive_attr thenSumAndRelu() {
    return thenSumAndRelu;
  }

  /** Waits for all that was started. */
  void await() {
    stream._wait();
  }

  /** A memory object over bytes that somebody else owns. */
  memory memory(memory.desc format, NativeBytes bytes, long offset) {
    return new memory(format, engine, bytes.at(offset));
  }

  /** Version, instruction set and threads. */
  static String describe() {
    load();
    dnnl_version_t version = dnnl_version();
    return "oneDNN "
        + version.major()
        + "."
        + version.minor()
        + "."
        + version.patch()
        + ", "
        + instructionSet(dnnl_get_effective_cpu_isa())
        + ", "
        + threads(System.getenv("OMP_NUM_THREADS"));
  }

  private static String instructionSet(int code) {
    return switch (code) {
      case dnnl.dnnl_cpu_isa_sse41 -> "SSE4.1 (sse41)";
      case dnnl.dnnl_cpu_isa_avx -> "AVX (avx)";
      case dnnl.dnnl_cpu_isa_avx2 -> "AVX2 (avx2)";
      case dnnl.dnnl_cpu_isa_avx2_vnni -> "AVX2 (avx2_vnni)";
      case dnnl.dnnl_cpu_isa_avx512_core -> "AVX-512 (avx512_core)";
      case dnnl.dnnl_cpu_isa_avx512_core_vnni -> "AVX-512 (avx512_core_vnni)";
      case dnnl.dnnl_cpu_isa_avx512_core_bf16 -> "AVX-512 (avx512_core_bf16)";
      case dnnl.dnnl_cpu_isa_avx512_core_amx -> "AVX-512 (avx512_core_amx)";
      default -> "instruction set code " + code;
    };
  }

  private static String threads(String setting) {
    if (setting == null || setting.isBlank()) {
      return "as many threads as cores (OMP_NUM_THREADS is not set)";
    }
    return setting.trim().equals("1") ? "1 thread" : setting.trim() + " threads";
  }

  @Override
  public void close() {
    scope.close();
  }
}
