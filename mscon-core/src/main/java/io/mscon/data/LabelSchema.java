package io.mscon.data;

import io.mscon.config.DataConfiguration.LabelKind;
import java.util.List;

/**
 * A label of a dataset.
 *
 * @param name its name, which is its Parquet column's name too
 * @param kind what its values are
 * @param vocabulary distinct values in sorted order; a value's class is its place here. Empty for
 *     continuous labels
 */
public record LabelSchema(String name, LabelKind kind, List<String> vocabulary) {}
