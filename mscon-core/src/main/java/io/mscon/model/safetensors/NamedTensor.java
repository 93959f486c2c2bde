package io.mscon.model.safetensors;

import java.util.List;

/**
 * A tensor in a file.
 *
 * @param name its name
 * @param shape its dimensions; none for a single number
 * @param values row-major
 */
public record NamedTensor(String name, List<Integer> shape, float[] values) {}
