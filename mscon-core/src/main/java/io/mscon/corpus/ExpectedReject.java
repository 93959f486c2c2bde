package io.mscon.corpus;

/**
 * A line that rejects.jsonl has to hold.
 *
 * @param image the picture's path, or the empty string
 * @param id the sample's id, or the empty string
 * @param reason how the reason begins
 */
public record ExpectedReject(String image, String id, String reason) {}
