package io.mscon.spark.preflight;

import io.mscon.model.NetworkMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Memory that a training takes, by place and by what takes it.
 *
 * @param parts place by place
 */
public record MemoryEstimate(List<Part> parts) {
  private static final long MEBIBYTE = 1L << 20;

  /** What Spark sets aside, its classes and its bookkeeping. */
  private static final long SPARK_HEAP = 300 * MEBIBYTE;

  /** Classes, compiled code, stacks and network buffers of a JVM with Spark. */
  private static final long JAVA_NATIVE = 300 * MEBIBYTE;

  /** A name and its place in a map. */
  private static final long BYTES_OF_A_NAME = 150;

  /** A row of labels while it is read. */
  private static final long BYTES_OF_A_ROW = 300;

  /** Where memory is taken. */
  public enum Place {
    /** The driver's heap. */
    DRIVER_HEAP("driver heap"),
    /** An executor's heap. */
    EXECUTOR_HEAP("executor heap"),
    /** An executor's memory outside of the heap. */
    EXECUTOR_NATIVE("executor native");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  /**
   * Something that takes memory.
   *
   * @param place where
   * @param what takes it
   * @param bytes how much
   */
  public record Part(Place place, String what, long bytes) {}

  static MemoryEstimate of(MemoryWorkload work) {
    List<Part> parts = new ArrayList<>();
    driverHeap(work, parts);
    executorHeap(work, parts);
    executorNative(work, parts);
    return new MemoryEstimate(List.copyOf(parts));
  }

  private static void driverHeap(MemoryWorkload work, List<Part> parts) {
    long parameters = work.networkMemory().parameterBytes();
    Place place = Place.DRIVER_HEAP;
    parts.add(new Part(place, "Java and Spark", SPARK_HEAP));
    parts.add(
        new Part(
            place,
            "names and labels",
            work.pictures()
                * (BYTES_OF_A_NAME + BYTES_OF_A_ROW + 40L * work.network().heads().size())));
    // Values, two slots of the optimizer, and what is broadcast or goes into a checkpoint.
    parts.add(new Part(place, "parameters and optimizer", 5 * parameters));
    parts.add(new Part(place, "gradient", parameters));
    parts.add(new Part(place, "gathered rows", 4 * work.gatheredBytes()));
  }

  private static void executorHeap(MemoryWorkload work, List<Part> parts) {
    long parameters = work.networkMemory().parameterBytes();
    int working = work.working();
    double share = Math.min(1, (double) work.lanesOfOne() / work.train().lanes());
    long pictures = (long) (share * (work.pictureBytes() + work.pictures() * BYTES_OF_A_NAME));
    long names = work.pictures() * BYTES_OF_A_NAME;
    Place place = Place.EXECUTOR_HEAP;
    parts.add(new Part(place, "Java and Spark", SPARK_HEAP));
    parts.add(new Part(place, "pictures of its lanes", pictures));
    parts.add(new Part(place, "names of all pictures", names));
    parts.add(new Part(place, "parameters", parameters));
    // A lane's sum, and the same cut into ranges to be sent.
    parts.add(new Part(place, "gradients", 2L * working * parameters));
    int heads = Math.max(1, work.network().heads().size());
    parts.add(
        new Part(
            place,
            "gathered rows",
            work.gatheredBytes() * 2 * (1 + (working + heads - 1) / heads)));
    parts.add(new Part(place, "decoded pictures", 2L * working * work.imageBytes()));
    addRoom(work, pictures + names, parts);
  }

  /** A lane that does not fit into Spark's share for cached data is read again at every step. */
  private static void addRoom(MemoryWorkload work, long cached, List<Part> parts) {
    long needed = new MemoryEstimate(parts).total(Place.EXECUTOR_HEAP);
    long forCache = SPARK_HEAP + (long) (cached / work.memoryFraction());
    if (forCache > needed) {
      parts.add(new Part(Place.EXECUTOR_HEAP, "beyond spark.memory.fraction", forCache - needed));
    }
  }

  private static void executorNative(MemoryWorkload work, List<Part> parts) {
    NetworkMemory network = work.networkMemory();
    int lanes = work.lanesOfOne();
    Place place = Place.EXECUTOR_NATIVE;
    parts.add(new Part(place, "Java's own", JAVA_NATIVE));
    parts.add(new Part(place, "weights", lanes * network.weightBytes()));
    parts.add(
        new Part(place, "activations", lanes * work.openPasses() * network.activationBytes()));
    parts.add(new Part(place, "work space", lanes * network.workBytes()));
  }

  /**
   * All that is taken in a place.
   *
   * @param place where
   * @return bytes
   */
  public long total(Place place) {
    return parts.stream().filter(part -> part.place() == place).mapToLong(Part::bytes).sum();
  }

  /** The heap of a JVM that is driver and executor: it has Spark only once. */
  long localHeap() {
    return total(Place.DRIVER_HEAP) + total(Place.EXECUTOR_HEAP) - SPARK_HEAP;
  }

  /** What the engine takes through JavaCPP: all native memory but Java's own. */
  long engineBytes() {
    return total(Place.EXECUTOR_NATIVE) - JAVA_NATIVE;
  }

  /** The two largest parts of a place, for messages. */
  String largest(Place place) {
    return parts.stream()
        .filter(part -> part.place() == place)
        .sorted(Comparator.comparingLong(Part::bytes).reversed())
        .limit(2)
        .map(part -> part.what() + " " + mebibytes(part.bytes()) + " MiB")
        .collect(Collectors.joining(", "));
  }

  static long mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE;
  }

  /** A table for people. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("Memory, estimated, in MiB\n");
    for (Place place : Place.values()) {
      table.append("  %-28s %8d%n".formatted(place.words, mebibytes(total(place))));
      for (Part part : parts) {
        if (part.place() == place) {
          table.append("    %-26s %8d%n".formatted(part.what(), mebibytes(part.bytes())));
        }
      }
    }
    return table.toString();
  }
}
