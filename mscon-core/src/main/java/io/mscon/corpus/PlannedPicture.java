package io.mscon.corpus;

/**
 * A file to be written.
 *
 * @param path below the corpus' folder
 * @param encoding how it is written
 * @param variant which of the pictures of one drawing
 */
record PlannedPicture(String path, PictureEncoding encoding, int variant) {}
