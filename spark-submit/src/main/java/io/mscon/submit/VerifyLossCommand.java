package io.mscon.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the loss with reference values. */
@Command(
    name = "verify-loss",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Compares loss and gradients with reference values in files.")
final class VerifyLossCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of reference values.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--float32", description = "Calculate in single precision, as training does.")
  private boolean float32;

  // Read by Failure, which asks picocli whether it was given.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show stack traces of failures.")
  private boolean verbose;

  VerifyLossCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.run(stages -> context.print(stages.verifyLoss(files, float32)));
    return Main.DONE;
  }
}
