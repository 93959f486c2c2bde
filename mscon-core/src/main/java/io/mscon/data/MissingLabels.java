package io.mscon.data;

/** What a metric does with a row whose label is missing. */
public enum MissingLabels {
  /** The row is no anchor and no candidate of that metric. */
  EXCLUDE,
  /** Only the row's own other views are its positives; it is a candidate of all. */
  SELF,
  /** The row is no anchor, but stands in everybody's denominator. */
  NEGATIVE
}
