package io.mscon.submit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All stages on a small corpus of drawn shoes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Draws a small corpus of shoes, then prepares, trains, probes and reports.")
final class DemoCommand extends StageCommand {
  /** Tells the demo's own folder from a run that somebody wants to keep. */
  private static final String MARK = "demo.txt";

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      defaultValue = "data/demo-corpus",
      description = "Where the drawn corpus is, or is written to (default: ${DEFAULT-VALUE}).")
  private Path corpus;

  DemoCommand(Context context) {
    super(context);
  }

  @Override
  RunSetup setup() {
    String source = "\"" + corpus.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return options().setup(configuration(), "demo", List.of("data.source=" + source));
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    stages.requireEngine(setup);
    removeEarlier(Path.of(setup.run()));
    mark(Path.of(setup.run()));
    new DemoDrawing(corpus, context()).draw(setup.configuration().seed());
    context().print(prepare(stages, setup, false));
    context().print(train(stages, setup, false));
    context().print(stages.probe(setup));
    context().print(stages.report(setup));
  }

  private static void removeEarlier(Path run) throws IOException {
    if (!Files.exists(run) || isEmptyFolder(run)) {
      return;
    }
    if (!Files.exists(run.resolve(MARK))) {
      throw new UsageException(
          "Cannot replace " + run + ": it is no folder of the demo (choose another --run)");
    }
    Folders.remove(run);
  }

  private static void mark(Path run) throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve(MARK), "Made by mscon demo, which replaces this folder.\n");
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String configuration() {
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo.conf")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read demo.conf", e);
    }
  }
}
