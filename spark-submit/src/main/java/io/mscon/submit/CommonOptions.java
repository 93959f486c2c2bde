package io.mscon.submit;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every command that has a configuration. */
final class CommonOptions {
  static final String DEFAULT_MASTER = "local[*]";
  private static final String NO_FILE = "default";

  @Option(names = "--conf", paramLabel = "FILE", description = "Configuration (HOCON).")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "One setting, stronger than the file. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = DEFAULT_MASTER,
      description = "Spark master (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      description = "Prepared dataset (default: data/NAME, NAME being the configuration's).")
  private String dataset;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run (default: runs/NAME).")
  private String run;

  @Option(names = "--verbose", description = "Say more; show stack traces of failures.")
  private boolean verbose;

  /** Reads the configuration and completes the folders. */
  RunSetup setup() {
    if (file == null) {
      return setup("", "the defaults", NO_FILE, List.of());
    }
    ConfigurationFile given = new ConfigurationFile(file);
    return setup(given.text(), file.toString(), given.name(), List.of());
  }

  /**
   * The same for a command that brings a configuration of its own.
   *
   * @param text the configuration if no file is given
   * @param name its name
   * @param defaults settings weaker than those of the command line
   */
  RunSetup setup(String text, String name, List<String> defaults) {
    return file == null
        ? setup(text, name + ".conf", name, defaults)
        : setup(new ConfigurationFile(file).text(), file.toString(), name, defaults);
  }

  private RunSetup setup(String text, String fileName, String name, List<String> defaults) {
    List<String> all = new ArrayList<>(defaults);
    all.addAll(settings);
    Configuration configuration = ConfigurationReader.read(text, fileName, all);
    return new RunSetup(
        configuration,
        dataset == null ? "data/" + name : dataset,
        run == null ? "runs/" + name : run,
        master);
  }

  String master() {
    return master;
  }

  boolean verbose() {
    return verbose;
  }
}
