package io.mscon.eval.probe;

/**
 * A label that could not be probed.
 *
 * @param name the label
 * @param reason why
 */
public record SkippedTask(String name, String reason) {}
