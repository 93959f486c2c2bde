package io.mscon.submit;

import io.mscon.corpus.CorpusLayout;
import io.mscon.corpus.DrawnCorpus;
import io.mscon.corpus.Expectation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a corpus for trying out prepare. */
@Command(
    name = "draw-corpus",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Draws a corpus in the layout of UT-Zap50K or MEDIC. Beside it, in expected.json, stands what",
      "prepare has to make of it; verify-dataset compares."
    })
final class DrawCorpusCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "DIR", description = "Where to write it; a new or an empty folder.")
  private Path directory;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "zappos50k",
      description = {
        "zappos50k, medic, or medic-photographs: medic with pictures of 500x375, some 50 kB each",
        "(default: ${DEFAULT-VALUE})."
      })
  private String layout;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Sound pictures (default: ${DEFAULT-VALUE}).")
  private int pictures;

  @Option(
      names = "--oddities",
      description = {
        "Also what is wrong in real corpora: damaged files, odd names, rows without a picture and so",
        "on. What is rejected comes on top of the pictures, about 2 %."
      })
  private boolean oddities;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which corpus (default: ${DEFAULT-VALUE}).")
  private long seed;

  // Read by Failure, which asks picocli whether it was given.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show stack traces of failures.")
  private boolean verbose;

  DrawCorpusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    int least = oddities ? DrawnCorpus.LEAST_WITH_ODDITIES : 1;
    if (pictures < least) {
      throw new UsageException(
          "Invalid --pictures: " + pictures + " (must be at least " + least + ")");
    }
    long start = System.nanoTime();
    Expectation expected = write(parsedLayout());
    double seconds = (System.nanoTime() - start) / 1e9;
    context.print(
        String.format(
            Locale.ROOT,
            "Drew %,d pictures into %s in %.1f s (%.0f pictures/s); prepare has to reject %,d entries",
            expected.accepted(),
            directory,
            seconds,
            expected.accepted() / seconds,
            expected.rejected()));
    return Main.DONE;
  }

  private Expectation write(CorpusLayout parsed) throws IOException {
    try {
      return DrawnCorpus.write(directory, parsed, seed, pictures, oddities);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "Cannot draw into " + directory + ": it is not empty (remove it, or choose another)", e);
    }
  }

  private CorpusLayout parsedLayout() {
    return switch (layout) {
      case "zappos50k" -> CorpusLayout.ZAPPOS50K;
      case "medic" -> CorpusLayout.MEDIC;
      case "medic-photographs" -> CorpusLayout.MEDIC_PHOTOGRAPHS;
      default ->
          throw new UsageException(
              "Invalid --layout: " + layout + " (must be zappos50k, medic or medic-photographs)");
    };
  }
}
