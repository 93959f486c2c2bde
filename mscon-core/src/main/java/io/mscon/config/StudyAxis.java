package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A setting that a study's grid varies.
 *
 * @param key of the setting, with dots
 * @param values in the file's order
 */
record StudyAxis(String key, List<ConfigValue> values) {

  /** The grid's axes, sorted by key: names of cells must not depend on the order in the file. */
  static List<StudyAxis> read(Section study, Problems problems) {
    List<StudyAxis> axes = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry :
        dotted(study.object("grid"), problems, "study.grid").entrySet()) {
      String name = "study.grid.\"" + entry.getKey() + "\"";
      if (!(entry.getValue() instanceof ConfigList list) || list.isEmpty()) {
        problems.add(
            "Invalid %s: %s (must be a list of values)", name, entry.getValue().unwrapped());
        continue;
      }
      if (new HashSet<>(list.unwrapped()).size() < list.size()) {
        problems.add("Invalid %s: %s (one stands twice)", name, list.unwrapped());
      }
      axes.add(new StudyAxis(entry.getKey(), List.copyOf(list)));
    }
    return axes;
  }

  /** The last part of the key. */
  String shortKey() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /**
   * Settings by key with dots, whether the file has them as sections or as quoted keys; those that
   * cells can't differ in are problems.
   */
  static Map<String, ConfigValue> dotted(Config settings, Problems problems, String where) {
    Map<String, ConfigValue> dotted = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : settings.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (key.equals("seed")) {
        problems.add("Invalid %s: seed (study.seeds are the cells' seeds)", where);
      } else if (key.startsWith("data.")) {
        problems.add("Invalid %s: %s (cells share one dataset; make another study)", where, key);
      } else {
        dotted.put(key, entry.getValue());
      }
    }
    return dotted;
  }
}
