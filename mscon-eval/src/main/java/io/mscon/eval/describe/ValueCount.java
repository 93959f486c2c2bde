package io.mscon.eval.describe;

/**
 * How many pictures have a value.
 *
 * @param value one of a label's values, or a range of its numbers
 * @param pictures that have it
 */
record ValueCount(String value, PerSplit pictures) {}
