package io.mscon.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a CPU can do, and which of ND4J's native libraries is the fastest that it runs.
 *
 * @param flags as Linux names them
 */
public record CpuFeatures(Set<String> flags) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** JavaCPP's choice among several builds of a native library. */
  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

  private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512dq", "avx512vl");

  /** Copies the flags. */
  public CpuFeatures {
    flags = Set.copyOf(flags);
  }

  /**
   * Reads the flags of the first CPU.
   *
   * @param cpuinfo text of {@code /proc/cpuinfo}
   */
  public static CpuFeatures parse(String cpuinfo) {
    return cpuinfo
        .lines()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .map(flags -> new CpuFeatures(new HashSet<>(List.of(flags.split("\\s+")))))
        .orElseGet(() -> new CpuFeatures(Set.of()));
  }

  /** The features of this machine's CPU. */
  public static CpuFeatures ofThisMachine() {
    try {
      return parse(Files.readString(CPUINFO));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + CPUINFO + " (Linux has it)", e);
    }
  }

  /** The ending of the platform's name in the fastest build of ND4J that this CPU runs. */
  public String nativeLibraryExtension() {
    return flags.containsAll(AVX512) ? "-onednn-avx512" : "-onednn-avx2";
  }

  /**
   * Lets JavaCPP load the fastest build of ND4J, unless the property is set already. It has to be
   * called in every JVM, before anything of JavaCPP: each executor knows only its own CPU.
   */
  public static void chooseNativeLibrary() {
    if (System.getProperty(EXTENSION) == null) {
      System.setProperty(EXTENSION, ofThisMachine().nativeLibraryExtension());
    }
  }
}
