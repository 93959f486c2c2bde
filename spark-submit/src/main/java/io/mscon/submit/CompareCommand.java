package io.mscon.submit;

import io.mscon.eval.study.Comparisons;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares probed runs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Compares probed runs: tables in Markdown, LaTeX and CSV, and a page with plots. Runs that",
      "differ only in their seed are averaged; the others are compared with the first."
    })
final class CompareCommand implements Callable<Integer>, SparkCommand {
  private final Context context;

  @Parameters(
      paramLabel = "RUN_OR_STUDY",
      arity = "1..*",
      description = "Folders of trained and probed runs, and of studies.")
  private List<String> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "comparison",
      description = "Where the tables and the page go (default: ${DEFAULT-VALUE}).")
  private String output;

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = CommonOptions.DEFAULT_MASTER,
      description = "Spark master (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(names = "--verbose", description = "Say more; show stack traces of failures.")
  private boolean verbose;

  CompareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.run(stages -> context.print(stages.compare(folders, output, master)));
    context.print("The page: " + output + "/" + Comparisons.PAGE);
    return Main.DONE;
  }

  @Override
  public String master() {
    return master;
  }

  @Override
  public boolean verbose() {
    return verbose;
  }

  /** No lane runs. */
  @Override
  public int threadsPerLane() {
    return 1;
  }
}
