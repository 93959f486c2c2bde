package io.mscon.submit;

import io.mscon.config.SingleFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What launch scripts send to a driver that sees no file of the machine that submits. */
@Command(
    name = "one-file",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    hidden = true,
    description = "Prints a configuration and all that it includes as one file.")
final class OneFileCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      required = true,
      description = "Configuration (HOCON).")
  private Path file;

  OneFileCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.print(SingleFile.of(new ConfigurationFile(file).text(), file.toString()));
    return Main.DONE;
  }
}
