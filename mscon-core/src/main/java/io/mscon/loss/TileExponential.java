package io.mscon.loss;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Replaces every number of a piece of native memory by its exponential: oneDNN's vectorised one.
 */
final class TileExponential implements AutoCloseable {
  private final engine engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
  private final stream stream = new stream(engine);
  private final eltwise_forward primitive;
  private final memory memory;
  private final IntMemoryMap arguments = new IntMemoryMap();

  TileExponential(FloatPointer tile, int size) {
    try (memory.desc format =
            new memory.desc(
                new long[] {size},
                org.bytedeco.dnnl.memory.data_type.f32,
                org.bytedeco.dnnl.memory.format_tag.a);
        eltwise_forward.desc operation =
            new eltwise_forward.desc(
                prop_kind.forward_inference, algorithm.eltwise_exp, format, 0, 0);
        eltwise_forward.primitive_desc description =
            new eltwise_forward.primitive_desc(operation, engine, false)) {
      memory = new memory(format, engine, tile);
      primitive = new eltwise_forward(description);
    }
    arguments.put(dnnl.DNNL_ARG_SRC, memory);
    arguments.put(dnnl.DNNL_ARG_DST, memory);
  }

  void run() {
    primitive.execute(stream, arguments);
    stream._wait();
  }

  @Override
  public void close() {
    arguments.close();
    primitive.close();
    memory.close();
    stream.close();
    engine.close();
  }
}
