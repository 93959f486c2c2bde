package io.mscon.benchmark;

import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Times decoding alone: each thread reads files and decodes them with an {@link ImageDecoder} of
 * its own, as a task of prepare does, without Spark. It is what prepare is measured against.
 */
public final class DecodeBenchmark {
  /** A file with more bytes can be no picture of the usual pixel limit, even uncompressed. */
  private static final long MOST_BYTES = 4 * ImageDecoder.DEFAULT_PIXEL_LIMIT + (1 << 20);

  private final List<Path> pictures;
  private final int rejected;

  private DecodeBenchmark(List<Path> pictures, int rejected) {
    this.pictures = pictures;
    this.rejected = rejected;
  }

  /**
   * Decodes every file in a folder and below once, which tells pictures from rejected files and
   * compiles what will be measured.
   *
   * @param folder on this machine
   * @param threads that share the files, 1 or more
   * @throws IOException if a file can't be read, or none is a picture
   */
  public static DecodeBenchmark warmUp(Path folder, int threads) throws IOException {
    List<Path> files = files(folder);
    boolean[] decoded = new boolean[files.size()];
    share(files, threads, (place, sound) -> decoded[place] = sound);
    List<Path> pictures = new ArrayList<>();
    for (int i = 0; i < decoded.length; i++) {
      if (decoded[i]) {
        pictures.add(files.get(i));
      }
    }
    if (pictures.isEmpty()) {
      throw new IOException(
          "Cannot measure decoding: no picture among the %d files in %s"
              .formatted(files.size(), folder));
    }
    return new DecodeBenchmark(pictures, files.size() - pictures.size());
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no such folder");
    }
    try (Stream<Path> found = Files.walk(folder.toRealPath())) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** How many files are decoded in a pass. */
  public int pictures() {
    return pictures.size();
  }

  /** How many files are left out because they are no picture, or a damaged one. */
  public int rejected() {
    return rejected;
  }

  /**
   * Measures.
   *
   * @param threads that share the pictures, 1 or more
   * @param passes through all pictures, 1 or more, of which the medians are taken
   * @throws IOException if a file can't be read
   */
  public DecodeSpeed measure(int threads, int passes) throws IOException {
    if (threads < 1 || passes < 1) {
      throw new IllegalArgumentException(
          "Invalid threads or passes: %d, %d (must be at least 1)".formatted(threads, passes));
    }
    List<DecodeSpeed> speeds = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      speeds.add(pass(threads));
    }
    return new DecodeSpeed(
        threads,
        pictures.size(),
        median(speeds, DecodeSpeed::seconds),
        median(speeds, DecodeSpeed::processorSeconds));
  }

  private DecodeSpeed pass(int threads) throws IOException {
    Stopwatch watch = Stopwatch.start();
    double processorSeconds = share(pictures, threads, DecodeBenchmark::requireSound);
    return new DecodeSpeed(threads, pictures.size(), watch.seconds(), processorSeconds);
  }

  private static void requireSound(int place, boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("Cannot measure decoding: a picture changed meanwhile");
    }
  }

  static double median(List<DecodeSpeed> speeds, ToDoubleFunction<DecodeSpeed> figure) {
    double[] sorted = speeds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Takes which file was decoded or rejected; called by several threads. */
  private interface Outcome {
    void take(int place, boolean sound) throws IOException;
  }

  /** Each thread takes the next file when it is done with one. Returns processor seconds. */
  private static double share(List<Path> files, int threads, Outcome outcome) throws IOException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> works = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        works.add(workers.submit(() -> decode(files, next, outcome)));
      }
      double processorSeconds = 0;
      for (Future<Double> work : works) {
        processorSeconds += work.get();
      }
      return processorSeconds;
    } catch (ExecutionException e) {
      throw new IOException("Cannot measure decoding: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot measure decoding: interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private static double decode(List<Path> files, AtomicInteger next, Outcome outcome)
      throws IOException {
    Stopwatch watch = Stopwatch.start();
    try (ImageDecoder decoder = new ImageDecoder()) {
      int place = next.getAndIncrement();
      while (place < files.size()) {
        outcome.take(place, isDecoded(decoder, files.get(place)));
        place = next.getAndIncrement();
      }
    }
    return watch.processorSeconds();
  }

  private static boolean isDecoded(ImageDecoder decoder, Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      return false;
    }
    try {
      decoder.decode(Files.readAllBytes(file));
      return true;
    } catch (ImageRejectedException e) {
      return false;
    }
  }
}
