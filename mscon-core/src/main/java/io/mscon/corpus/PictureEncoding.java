package io.mscon.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is in a file that has the name of a JPEG. */
enum PictureEncoding {
  JPEG,
  GREY_JPEG,
  PNG,
  ANIMATED_GIF,
  WEBP,
  EMPTY("the file is empty"),
  TRUNCATED_JPEG("truncated JPEG"),
  TRUNCATED_PNG("truncated PNG"),
  HUGE_PNG("30000 x 30000 pixels"),
  WEB_PAGE("not an image");

  /** Those that prepare rejects. */
  static final List<PictureEncoding> DAMAGES =
      Arrays.stream(values()).filter(encoding -> encoding.reason != null).toList();

  private final String reason;

  PictureEncoding() {
    this(null);
  }

  PictureEncoding(String reason) {
    this.reason = reason;
  }

  /** How the reason begins for which prepare rejects it. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
