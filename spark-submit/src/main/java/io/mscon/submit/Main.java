package io.mscon.submit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.io.output.TeeWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line, and the one place of exit codes. */
@Command(
    name = "mscon",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Multi-similarity contrastive learning of image encoders on Apache Spark.")
public final class Main implements Runnable {
  /** The command did what it was asked for. */
  static final int DONE = 0;

  /** It failed. */
  static final int FAILED = 1;

  /** It was asked for something impossible: options or configuration. */
  static final int USAGE = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @param args options and command
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      inCluster(args, out, err);
    } else {
      System.exit(run(args, out, err));
    }
  }

  /**
   * A cluster's application master takes System.exit, even with 0, for a failure: success is to
   * return, failure to throw. What it throws becomes the reason that the cluster shows.
   */
  private static void inCluster(String[] args, PrintWriter out, PrintWriter err) {
    StringWriter said = new StringWriter();
    if (run(args, out, new PrintWriter(new TeeWriter(err, said), true)) != DONE) {
      throw new IllegalStateException(said.toString().strip());
    }
  }

  /**
   * Runs a command.
   *
   * @param args options and command
   * @param out where results go
   * @param err where messages go
   * @return the exit code: 0 done, 1 failed, 2 usage or configuration, 143 or 130 stopped by
   *     SIGTERM or SIGINT
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    Map<String, String> environment = System.getenv();
    Context context =
        new Context(Operations::new, () -> ProgressBar.of(Terminal.of(environment), out), out);
    return run(args, context, err);
  }

  static int run(String[] args, Context context, PrintWriter err) {
    CommandLine line = commandLine(context).setOut(context.out()).setErr(err);
    int code = execute(line, args, err);
    context.out().flush();
    err.flush();
    return code;
  }

  /** Errors of the JVM end in an exit code too; Spark's threads would keep the JVM alive. */
  private static int execute(CommandLine line, String[] args, PrintWriter err) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      err.println("mscon: Cannot go on: out of memory (raise MSCON_DRIVER_MEMORY)");
      return FAILED;
    } catch (LinkageError e) {
      err.println("mscon: Cannot load a class: " + e);
      e.printStackTrace(err);
      return FAILED;
    }
  }

  static CommandLine commandLine(Context context) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new PrepareCommand(context));
    line.addSubcommand(new DescribeCommand(context));
    line.addSubcommand(new PreflightCommand(context));
    line.addSubcommand(new TrainCommand(context));
    line.addSubcommand(new ProbeCommand(context));
    line.addSubcommand(new ReportCommand(context));
    line.addSubcommand(new StudyCommand(context));
    line.addSubcommand(new CompareCommand(context));
    line.addSubcommand(new DemoCommand(context));
    line.addSubcommand(new DistCommand(context));
    line.addSubcommand(new OneFileCommand(context));
    line.addSubcommand(new DrawCorpusCommand(context));
    line.addSubcommand(new VerifyDatasetCommand(context));
    line.addSubcommand(new VerifyLossCommand(context));
    line.addSubcommand(new BenchmarkLossCommand(context));
    line.addSubcommand(new BenchmarkDecodeCommand(context));
    line.addSubcommand(new BenchmarkProbeCommand(context));
    return line.setParameterExceptionHandler(Failure::usage)
        .setExecutionExceptionHandler(Failure::execution);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command");
  }
}
