package io.mscon.submit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What the build wrote down: versions, and the options of Java that its Spark needs. */
final class Versions implements IVersionProvider {
  private final Properties build = load();

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read build.properties", e);
    }
    return properties;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "mscon  " + mscon(),
      "Spark  " + build.getProperty("spark"),
      "oneDNN " + build.getProperty("onednn"),
      "DL4J   " + build.getProperty("dl4j"),
      "Java   " + System.getProperty("java.version")
    };
  }

  /** Version of mscon. */
  String mscon() {
    return build.getProperty("mscon");
  }

  /** The time that packed files bear, so that the same files are packed to the same bytes. */
  Instant time() {
    return Instant.parse(build.getProperty("time"));
  }

  /** What Spark needs opened on Java 17. */
  List<String> javaOptions() {
    return List.of(build.getProperty("spark.java.options").split(" "));
  }
}
