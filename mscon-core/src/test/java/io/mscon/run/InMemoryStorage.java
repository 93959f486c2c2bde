package io.mscon.run;

import java.io.FileNotFoundException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in a map, for tests. */
public final class InMemoryStorage implements Storage {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(path)
        || files.keySet().stream().anyMatch(f -> f.startsWith(path + "/"));
  }

  @Override
  public byte[] read(String path) throws FileNotFoundException {
    if (!files.containsKey(path)) {
      throw new FileNotFoundException(path);
    }
    return files.get(path).clone();
  }

  @Override
  public void write(String path, byte[] content) {
    files.put(path, content.clone());
  }

  @Override
  public List<String> list(String folder) {
    TreeSet<String> names = new TreeSet<>();
    for (String file : files.keySet()) {
      if (file.startsWith(folder + "/")) {
        names.add(file.substring(folder.length() + 1).split("/")[0]);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public void delete(String path) {
    files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
  }
}
