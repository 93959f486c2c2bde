package io.mscon.submit;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Spark's settings from several files in one: spark-submit reads one only, and passes over the
 * installed Spark's {@code spark-defaults.conf} when it is given another.
 */
final class SparkProperties {
  private final Map<String, String> settings = new TreeMap<>();

  /** Adds a setting, stronger than those before. */
  void put(String key, String value) {
    settings.put(key, value);
  }

  /** Adds settings, stronger than those before. */
  void putAll(Map<String, String> others) {
    settings.putAll(others);
  }

  /** Adds to a setting that is a list, separated by commas. */
  void append(String key, String value) {
    settings.merge(key, value, (before, added) -> before + "," + added);
  }

  /**
   * Adds the settings of a file, stronger than those before.
   *
   * @param file in Java's format for properties, as Spark reads it
   * @throws UsageException if it can't be read
   */
  void putAll(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (NoSuchFileException e) {
      throw new UsageException("Cannot read " + file + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("Cannot read " + file + ": " + e.getMessage(), e);
    }
    read.stringPropertyNames().forEach(key -> put(key, read.getProperty(key).trim()));
  }

  /** Writes them all. */
  void write(Path file) throws IOException {
    Properties all = new Properties();
    all.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      all.store(writer, "mscon: the installed Spark's settings, and those of conf/spark over them");
    }
  }
}
