package io.mscon.corpus;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes a corpus on all cores. What stands in a file does not depend on their number. */
final class CorpusWriter {
  private final Path directory;
  private final CorpusPlan plan;
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  private CorpusWriter(Path directory, CorpusPlan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  /** The expectation is written last: where it stands, the corpus is complete. */
  static void write(Path directory, CorpusPlan plan) throws IOException {
    CorpusWriter writer = new CorpusWriter(directory, plan);
    writer.writePictures();
    for (Map.Entry<String, String> text : plan.texts().entrySet()) {
      Files.writeString(writer.place(text.getKey()), text.getValue());
    }
    Files.writeString(directory.resolve(Expectation.FILE), plan.expectation().toJson());
  }

  private void writePictures() throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(this::work));
      }
      for (Future<?> worker : workers) {
        finish(worker);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static void finish(Future<?> worker) throws IOException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      throw new IOException("Cannot write the corpus: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Cannot write the corpus: interrupted");
    }
  }

  private Void work() throws IOException {
    try (PictureEncoder encoder = new PictureEncoder()) {
      for (int i = next.getAndIncrement(); i < plan.drawings().size(); i = next.getAndIncrement()) {
        if (Thread.interrupted()) {
          throw new InterruptedIOException("another thread failed");
        }
        write(plan.drawings().get(i), encoder);
      }
    }
    return null;
  }

  private void write(Drawing drawing, PictureEncoder encoder) throws IOException {
    BufferedImage drawn = plan.painter().draw(drawing.index());
    for (PlannedPicture picture : drawing.pictures()) {
      BufferedImage image = plan.painter().variant(drawn, picture.variant());
      Files.write(place(picture.path()), encoder.encode(image, picture.encoding()));
    }
  }

  private Path place(String path) throws IOException {
    Path file = directory.resolve(path);
    // Noted only when it is there: another thread may be about to write into it.
    if (!folders.contains(file.getParent())) {
      Files.createDirectories(file.getParent());
      folders.add(file.getParent());
    }
    return file;
  }
}
