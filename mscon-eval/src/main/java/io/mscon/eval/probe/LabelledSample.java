package io.mscon.eval.probe;

import io.mscon.data.Split;

/**
 * A sample's labels.
 *
 * @param id its name
 * @param split the label of its {@link Split}
 * @param labels one per task, null where it is missing
 */
record LabelledSample(String id, String split, String[] labels) {
  boolean isIn(Split wanted) {
    return split.equals(wanted.label());
  }
}
