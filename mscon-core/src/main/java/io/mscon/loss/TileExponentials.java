package io.mscon.loss;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN's operations that fill a tile with exponentials, compiled once for each shape of tile.
 * What they allocate belongs to the scope that is open when they are first used.
 */
final class TileExponentials {
  private final engine processor = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(processor);
  private final Map<Long, Call> products = new HashMap<>();
  private final Map<Integer, Call> exponentials = new HashMap<>();
  private final Pointer rows;
  private final int dimension;
  private final float factor;
  private final FloatPointer tile;

  /** An operation with its arguments. */
  private record Call(primitive operation, IntMemoryMap arguments, memory[] operands) {}

  /**
   * Prepares.
   *
   * @param rows [rows][dimension]
   * @param dimension D
   * @param factor on the inner products
   * @param tile what is filled
   */
  TileExponentials(FloatPointer rows, int dimension, float factor, FloatPointer tile) {
    this.rows = new Pointer(rows);
    this.dimension = dimension;
    this.factor = factor;
    this.tile = tile;
  }

  /** Tile of exp(factor z_i z_j) of rows [top, top + height) and [left, left + width). */
  void ofProduct(int top, int height, int left, int width) {
    Call call =
        products.computeIfAbsent(((long) height << 32) | width, shape -> product(height, width));
    call.operands[0].set_data_handle(address(top));
    call.operands[1].set_data_handle(address(left));
    run(call);
  }

  /** Replaces the first entries of the tile by their exponentials. */
  void inPlace(int count) {
    run(exponentials.computeIfAbsent(count, this::exponential));
  }

  /** Address of a row for oneDNN, which takes positions of untyped pointers in bytes. */
  private Pointer address(int row) {
    return rows.position((long) row * dimension * Float.BYTES);
  }

  private Call product(int height, int width) {
    memory.desc source = matrix(height, dimension, dimension, 1);
    memory.desc weights = matrix(dimension, width, 1, dimension);
    memory.desc result = matrix(height, width, width, 1);
    matmul operation =
        new matmul(
            new matmul.primitive_desc(
                new matmul.desc(source, weights, result), scaledExponential(), processor, false));
    memory[] operands = {
      new memory(source, processor, rows),
      new memory(weights, processor, rows),
      new memory(result, processor, tile)
    };
    IntMemoryMap arguments = new IntMemoryMap();
    arguments.put(DNNL_ARG_SRC, operands[0]);
    arguments.put(DNNL_ARG_WEIGHTS, operands[1]);
    arguments.put(DNNL_ARG_DST, operands[2]);
    return new Call(operation, arguments, operands);
  }

  private primitive_attr scaledExponential() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_output_scales(0, new float[] {factor});
    post_ops after = new post_ops();
    after.append_eltwise(1f, algorithm.eltwise_exp, 0f, 0f);
    attributes.set_post_ops(after);
    return attributes;
  }

  private Call exponential(int count) {
    memory.desc shape = matrix(1, count, count, 1);
    eltwise_forward.desc description =
        new eltwise_forward.desc(prop_kind.forward_inference, algorithm.eltwise_exp, shape, 0f, 0f);
    memory operand = new memory(shape, processor, tile);
    IntMemoryMap arguments = new IntMemoryMap();
    arguments.put(DNNL_ARG_SRC, operand);
    arguments.put(DNNL_ARG_DST, operand);
    eltwise_forward operation =
        new eltwise_forward(new eltwise_forward.primitive_desc(description, processor, false));
    return new Call(operation, arguments, new memory[] {operand});
  }

  private static memory.desc matrix(long height, long width, long rowStride, long columnStride) {
    return new memory.desc(
        new long[] {height, width}, memory.data_type.f32, new long[] {rowStride, columnStride});
  }

  private void run(Call call) {
    call.operation.execute(queue, call.arguments);
    queue._wait();
  }
}
