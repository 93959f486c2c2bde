package io.mscon.model.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.mscon.model.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/**
 * The parameters, once in row-major order and once in every format that some primitive wants. A
 * format is shared by all plans and filled anew at its first use after the parameters changed.
 */
final class PackedParameters implements AutoCloseable {
  private final OneDnnRuntime runtime;
  private final NativeScope scope = new NativeScope();
  private final NativeBytes rowMajor;
  private final List<Packed> all = new ArrayList<>();
  private final int length;
  private long version;

  PackedParameters(OneDnnRuntime runtime, int length) {
    this.runtime = runtime;
    this.length = length;
    this.rowMajor = NativeBytes.ofFloats(length);
  }

  /** One tensor in one format. */
  private record Packed(Tensor tensor, FixedMemory to, reorder reorder, IntMemoryMap arguments) {}

  /** Replaces all values. */
  void set(float[] values) {
    rowMajor.floats().put(values, 0, values.length);
    version++;
    all.forEach(this::fill);
    runtime.await();
  }

  /** A copy of all values. */
  float[] values() {
    float[] values = new float[length];
    rowMajor.floats().get(values, 0, length);
    return values;
  }

  /** How often the values were replaced. */
  long version() {
    return version;
  }

  /** A tensor in the wanted format. */
  Operand packed(Tensor tensor, long[] shape, memory.desc wanted) {
    for (Packed packed : all) {
      if (packed.tensor().equals(tensor) && packed.to().format().equals(wanted)) {
        return packed.to();
      }
    }
    Packed packed = pack(tensor, shape, wanted);
    all.add(packed);
    fill(packed);
    return packed.to();
  }

  private Packed pack(Tensor tensor, long[] shape, memory.desc wanted) {
    memory.desc format = scope.own(new memory.desc(wanted.data()));
    memory to = scope.own(new memory(format, runtime.engine()));
    memory.desc plain = scope.own(Formats.rowMajor(shape));
    long offset = (long) tensor.offset() * Float.BYTES;
    memory from = scope.own(runtime.memory(plain, rowMajor, offset));
    reorder.primitive_desc description =
        scope.own(
            new reorder.primitive_desc(
                runtime.engine(), plain, runtime.engine(), format, runtime.plain(), false));
    IntMemoryMap arguments = scope.own(new IntMemoryMap());
    arguments.put(DNNL_ARG_FROM, from).put(DNNL_ARG_TO, to);
    memory.desc scratchpad = scope.own(description.scratchpad_desc());
    arguments.put(DNNL_ARG_SCRATCHPAD, scope.own(new memory(scratchpad, runtime.engine())));
    return new Packed(
        tensor, new FixedMemory(format, to), scope.own(new reorder(description)), arguments);
  }

  private void fill(Packed packed) {
    packed.reorder().execute(runtime.stream(), packed.arguments());
  }

  @Override
  public void close() {
    scope.close();
    rowMajor.close();
  }
}
