package io.mscon.spark.train;

import java.io.Serializable;

/**
 * A training picture.
 *
 * @param rank its place in the dataset's fixed order
 * @param id its name
 * @param image encoded
 */
record Sample(int rank, String id, byte[] image) implements Serializable {}
