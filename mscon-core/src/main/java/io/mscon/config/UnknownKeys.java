package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds keys that no default stands for, and names the nearest known one. */
final class UnknownKeys {
  private final Config reference;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  UnknownKeys(Config reference, Problems problems) {
    this.reference = reference;
    this.problems = problems;
    collect("", reference.root(), known);
  }

  void check(Config user) {
    check("", user.root(), reference.root());
  }

  private void check(String path, ConfigObject user, ConfigObject allowed) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(user).entrySet()) {
      String key = path + entry.getKey();
      ConfigValue standard = allowed.get(entry.getKey());
      if (standard == null) {
        problems.add("Unknown key %s (did you mean %s?)", key, NearestName.of(key, known));
      } else if (standard.valueType() == ConfigValueType.OBJECT
          && entry.getValue() instanceof ConfigObject section) {
        check(key + ".", section, (ConfigObject) standard);
      }
    }
  }

  private static void collect(String path, ConfigObject object, Set<String> keys) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = path + entry.getKey();
      keys.add(key);
      if (entry.getValue() instanceof ConfigObject section) {
        collect(key + ".", section, keys);
      }
    }
  }
}
