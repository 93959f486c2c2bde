package io.mscon.submit;

import io.mscon.config.ConfigurationException;
import io.mscon.spark.train.TrainingStoppedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into messages for people. */
final class Failure {
  private static final String CANNOT = "Cannot ";

  private Failure() {}

  /** The command line could not be read. */
  static int usage(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    String help = line.getCommandSpec().qualifiedName() + " --help";
    line.getErr()
        .println("mscon: Cannot read the command: " + failure.getMessage() + " (see " + help + ")");
    return Main.USAGE;
  }

  /** A command ended with an exception. */
  static int execution(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("mscon: " + message(failure, line.getCommandName()));
    if (verbose(parsed)) {
      failure.printStackTrace(err);
    }
    if (failure instanceof TrainingStoppedException stopped) {
      return StopSignals.exitCode(stopped.reason());
    }
    boolean usage = failure instanceof UsageException || failure instanceof ConfigurationException;
    return usage ? Main.USAGE : Main.FAILED;
  }

  /** What stopped a part of a command, for a line of its own. */
  static String reason(Exception failure) {
    return failure instanceof UsageException || failure instanceof ConfigurationException
        ? failure.getMessage()
        : said(failure);
  }

  private static String message(Exception failure, String command) {
    boolean whole =
        failure instanceof UsageException
            || failure instanceof ConfigurationException
            || failure instanceof TrainingStoppedException;
    if (whole) {
      return failure.getMessage();
    }
    String message = said(failure);
    return message.startsWith(CANNOT) ? message : CANNOT + command + ": " + message;
  }

  /** Spark wraps what went wrong, and adds stack traces to its own messages. */
  private static String said(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean ours = failure.getMessage() != null && failure.getMessage().startsWith(CANNOT);
    if (!ours && cause != null && cause != failure && cause.getMessage() != null) {
      return said(cause);
    }
    if (failure.getMessage() == null) {
      return failure.getClass().getSimpleName();
    }
    return ours ? failure.getMessage() : named(failure);
  }

  /** Messages such as "/data/x" say nothing without the exception's name. */
  private static String named(Throwable failure) {
    String first = failure.getMessage().lines().findFirst().orElse("");
    return failure.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + first;
  }

  private static boolean verbose(ParseResult parsed) {
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    return innermost.hasMatchedOption("--verbose");
  }
}
