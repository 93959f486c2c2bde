package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * Reads the values under one path; what is wrong goes to the problems, and a harmless value is
 * returned in its place.
 */
final class Section {
  private final Config config;
  private final String path;
  private final Problems problems;

  Section(Config config, String path, Problems problems) {
    this.config = config;
    this.path = path;
    this.problems = problems;
  }

  Section section(String key) {
    return new Section(config.getConfig(key), name(key) + ".", problems);
  }

  boolean has(String key) {
    return config.hasPath(key);
  }

  String text(String key) {
    return read(key, Config::getString, "");
  }

  /** A file or folder, on any file system. */
  String address(String key) {
    String address = text(key);
    if (AddressPassword.in(address)) {
      problems.add(
          "Invalid %s: %s (must hold no password: %s)",
          name(key), AddressPassword.masked(address), AddressPassword.REMEDY);
    }
    return address;
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  boolean flag(String key) {
    return read(key, Config::getBoolean, false);
  }

  long integer(String key) {
    return read(key, Config::getLong, 0L);
  }

  int integer(String key, long least) {
    long value = read(key, Config::getLong, least);
    if (value < least || value > Integer.MAX_VALUE) {
      problems.add("Invalid %s: %d (must be at least %d)", name(key), value, least);
      return (int) least;
    }
    return (int) value;
  }

  double number(String key, Range range) {
    double value = read(key, Config::getDouble, range.example());
    return checked(key, value, range);
  }

  /** A number, or nothing where a word stands. */
  Optional<Double> numberOr(String key, String word, Range range) {
    ConfigValue value = config.getValue(key);
    if (value.unwrapped().equals(word)) {
      return Optional.empty();
    }
    try {
      return Optional.of(checked(key, config.getDouble(key), range));
    } catch (ConfigException.WrongType e) {
      problems.add(
          "Invalid %s: %s (must be %s, or %s)", name(key), value.unwrapped(), range.words(), word);
      return Optional.of(range.example());
    }
  }

  List<Double> numbers(String key, Range range) {
    return this.<List<Double>>read(key, Config::getDoubleList, List.of()).stream()
        .map(value -> checked(key, value, range))
        .toList();
  }

  List<Long> integers(String key) {
    return read(key, Config::getLongList, List.of());
  }

  Config object(String key) {
    return read(key, Config::getConfig, ConfigFactory.empty());
  }

  List<String> texts(String key) {
    return read(key, Config::getStringList, List.of());
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String value = text(key);
    for (E constant : type.getEnumConstants()) {
      if (Spelling.of(constant).equals(value)) {
        return constant;
      }
    }
    String choices =
        Arrays.stream(type.getEnumConstants()).map(Spelling::of).collect(Collectors.joining(", "));
    problems.add("Invalid %s: %s (must be one of %s)", name(key), value, choices);
    return type.getEnumConstants()[0];
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return has(key) ? choice(key, type) : otherwise;
  }

  /** The entries of a list: objects with known keys, or texts that stand for the one key named. */
  List<Section> entries(String key, String textKey, List<String> knownKeys) {
    List<Section> entries = new ArrayList<>();
    for (ConfigValue value :
        read(key, Config::getList, ConfigValueFactory.fromIterable(List.of()))) {
      String entryPath = name(key) + "[" + entries.size() + "].";
      entries.add(new Section(entry(value, textKey, knownKeys, entryPath), entryPath, problems));
    }
    return entries;
  }

  private Config entry(
      ConfigValue value, String textKey, List<String> knownKeys, String entryPath) {
    if (!(value instanceof ConfigObject object)) {
      return value.atKey(textKey);
    }
    for (String key : object.keySet()) {
      if (!knownKeys.contains(key)) {
        problems.add(
            "Unknown key %s%s (did you mean %s?)", entryPath, key, NearestName.of(key, knownKeys));
      }
    }
    return object.toConfig();
  }

  String name(String key) {
    return path + key;
  }

  private double checked(String key, double value, Range range) {
    if (!range.test().test(value)) {
      problems.add("Invalid %s: %s (must be %s)", name(key), plain(value), range.words());
      return range.example();
    }
    return value;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private <T> T read(String key, Getter<? extends T> getter, T otherwise) {
    try {
      return getter.get(config, key);
    } catch (ConfigException.WrongType e) {
      problems.add(
          "Invalid %s: %s (has the wrong type)", name(key), config.getValue(key).unwrapped());
    } catch (ConfigException.Missing e) {
      problems.add("Missing %s (set it to a value)", name(key));
    } catch (ConfigException e) {
      problems.add("Invalid %s: %s", name(key), e.getMessage());
    }
    return otherwise;
  }

  private interface Getter<T> {
    T get(Config config, String key);
  }

  /**
   * Values that a number may have.
   *
   * @param test whether a value is one of them
   * @param words how a person is told
   * @param example a value that is
   */
  record Range(DoublePredicate test, String words, double example) {
    static final Range POSITIVE = new Range(value -> value > 0 && Double.isFinite(value), "> 0", 1);

    /** Positive even as float32, where smaller values are 0. */
    static final Range POSITIVE_FLOAT =
        new Range(value -> (float) value > 0 && Float.isFinite((float) value), "> 0 in float32", 1);

    static final Range NOT_NEGATIVE =
        new Range(value -> value >= 0 && Double.isFinite(value), ">= 0", 0);
    static final Range SHARE = new Range(value -> value >= 0 && value <= 1, "between 0 and 1", 0);
    static final Range POSITIVE_SHARE =
        new Range(value -> value > 0 && value <= 1, "above 0 and at most 1", 1);
    static final Range BELOW_ONE =
        new Range(value -> value >= 0 && value < 1, "at least 0 and below 1", 0);
    static final Range AT_MOST_HALF =
        new Range(value -> value >= 0 && value <= 0.5, "between 0 and 0.5", 0);
    static final Range ANY = new Range(Double::isFinite, "a number", 0);
  }
}
