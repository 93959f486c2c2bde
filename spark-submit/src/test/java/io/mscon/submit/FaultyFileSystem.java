package io.mscon.submit;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system under the scheme {@code faulty:}, with faults where a file is about to be
 * written. The system property {@code faulty.script} lists them, separated by commas:
 *
 * <ul>
 *   <li>{@code halt:NAME:N} ends the JVM before the N-th file NAME is written;
 *   <li>{@code refuse:NAME:N:COUNT} refuses the N-th and those after it, COUNT in all;
 *   <li>{@code hold:NAME:N} prints "held NAME" and waits for a line on standard input.
 * </ul>
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  static final String HALT = "halt";
  static final String REFUSE = "refuse";
  static final String HOLD = "hold";
  private static final String SCRIPT = "faulty.script";
  private static final URI ADDRESS = URI.create("faulty:///");

  private final List<Fault> faults =
      Arrays.stream(System.getProperty(SCRIPT, "").split(","))
          .filter(text -> !text.isEmpty())
          .map(Fault::of)
          .toList();
  private final Map<String, AtomicInteger> written = new ConcurrentHashMap<>();

  private record Fault(String kind, String name, int first, int count) {
    static Fault of(String text) {
      String[] parts = text.split(":");
      int count = parts.length > 3 ? Integer.parseInt(parts[3]) : 1;
      return new Fault(parts[0], parts[1], Integer.parseInt(parts[2]), count);
    }

    boolean strikes(String file, int number) {
      return name.equals(file) && number >= first && number - first < count;
    }
  }

  /** Options of Java for a driver that knows the scheme. */
  static List<String> javaOptions(String script) {
    return List.of(
        "-Dspark.hadoop.fs.faulty.impl=" + FaultyFileSystem.class.getName(),
        "-D" + SCRIPT + "=" + script);
  }

  @Override
  public URI getUri() {
    return ADDRESS;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    String name = path.getName().replaceFirst("^_temporary-", "");
    int number = written.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet();
    for (Fault fault : faults) {
      if (fault.strikes(name, number)) {
        strike(fault);
      }
    }
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  private static void strike(Fault fault) throws IOException {
    switch (fault.kind()) {
      case HALT -> Runtime.getRuntime().halt(137);
      case REFUSE -> throw new IOException("the store is not available");
      case HOLD -> {
        System.out.println("held " + fault.name());
        int end = System.in.read();
        System.out.println("released " + fault.name() + " by " + end);
      }
      default -> throw new IllegalArgumentException("Invalid fault: " + fault);
    }
  }
}
