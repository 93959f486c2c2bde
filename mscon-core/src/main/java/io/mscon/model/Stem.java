package io.mscon.model;

/** The first layers of an encoder. */
public enum Stem {
  /** 7x7 convolution with stride 2, then 3x3 max pooling with stride 2. */
  IMAGENET,
  /** 3x3 convolution with stride 1, no pooling: for pictures of about 32 pixels. */
  SMALL_IMAGE
}
