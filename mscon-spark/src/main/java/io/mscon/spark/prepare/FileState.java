package io.mscon.spark.prepare;

/**
 * What a file system says of a file without reading it.
 *
 * @param length in bytes
 * @param modified when it was written last, in milliseconds since 1970; 0 if the file system does
 *     not know
 * @param kind what stands under the path
 */
record FileState(long length, long modified, Kind kind) {
  /** What can stand under a path. */
  enum Kind {
    FILE,
    FOLDER,
    /** A pipe, a device, a socket: reading it might never end. */
    OTHER
  }
}
