package io.mscon.submit;

import io.mscon.config.NearestName;
import io.mscon.config.StudyCell;
import io.mscon.config.StudyConfiguration;
import io.mscon.config.StudyReader;
import io.mscon.eval.study.CellOutcome;
import io.mscon.eval.study.ComparisonPlan;
import io.mscon.eval.study.Comparisons;
import io.mscon.eval.study.StudyRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains and probes all combinations of some settings, and compares them. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Trains and probes every cell of a study: all combinations of its grid, variants and seeds.",
      "Finished cells are left as they are, interrupted ones go on, failed ones are listed. At the",
      "end the cells are compared: tables in Markdown, LaTeX and CSV, and a page with plots."
    })
final class StudyCommand implements Callable<Integer>, SparkCommand {
  private final Context context;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      required = true,
      description = "The study: a configuration (HOCON) with a section \"study\".")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "One setting of every cell, stronger than the file. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = CommonOptions.DEFAULT_MASTER,
      description = "Spark master (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      description =
          "Prepared dataset; prepared if there is none (default: study.dataset, else data/NAME).")
  private String dataset;

  @Option(
      names = "--study-folder",
      paramLabel = "DIR",
      description = "Folder of the study (default: runs/NAME); its runs are in cells/ below it.")
  private String folder;

  @ArgGroup private Part part = new Part();

  /** What to do, if not everything. */
  private static final class Part {
    @Option(
        names = "--cell",
        paramLabel = "NAME",
        description = "Run this cell only: for schedulers that start each on its own.")
    private String cell;

    @Option(names = "--list", description = "Print the names of the cells, one a line.")
    private boolean list;

    @Option(
        names = "--prepare-only",
        description = "Prepare the dataset if there is none; before cells start side by side.")
    private boolean prepareOnly;

    @Option(
        names = "--compare-only",
        description = "Run nothing; compare the cells that are finished.")
    private boolean compareOnly;
  }

  @Option(names = "--verbose", description = "Say more; show stack traces of failures.")
  private boolean verbose;

  StudyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    StudyConfiguration study = study();
    if (part.list) {
      study.cells().forEach(cell -> context.print(cell.name()));
      return Main.DONE;
    }
    List<StudyCell> cells = chosen(study);
    context.run(
        stages -> {
          stages.plan(folder(), ComparisonPlan.of(study));
          if (part.prepareOnly) {
            prepare(stages, study);
          } else if (part.compareOnly) {
            compare(stages);
          } else {
            run(stages, study, cells);
          }
        });
    return Main.DONE;
  }

  private void run(Stages stages, StudyConfiguration study, List<StudyCell> cells)
      throws IOException {
    stages.requireEngine(setup(study, cells.get(0)));
    prepare(stages, study);
    List<CellOutcome> outcomes =
        StudyRun.run(
            cells,
            new StageCells(stages, context, cell -> setup(study, cell)),
            new CellLines(context, cells.size()));
    boolean any = outcomes.stream().anyMatch(outcome -> outcome.failure().isEmpty());
    if (part.cell == null && any) {
      compare(stages);
    }
    CellLines.throwIfAnyFailed(study.title(), outcomes);
  }

  private void compare(Stages stages) throws IOException {
    context.print(stages.compare(List.of(folder()), folder(), master));
    context.print("The page: " + folder() + "/" + Comparisons.PAGE);
  }

  private StudyConfiguration study() {
    return StudyReader.read(new ConfigurationFile(file).text(), file.toString(), settings);
  }

  private List<StudyCell> chosen(StudyConfiguration study) {
    if (part.cell == null) {
      return study.cells();
    }
    List<String> names = study.cells().stream().map(StudyCell::name).toList();
    return List.of(
        study.cells().stream()
            .filter(cell -> cell.name().equals(part.cell))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "Invalid --cell: %s (did you mean %s? --list prints all)"
                            .formatted(part.cell, NearestName.of(part.cell, names)))));
  }

  /** The cells share the dataset, so that of the first one is that of all. */
  private void prepare(Stages stages, StudyConfiguration study) throws IOException {
    RunSetup first = setup(study, study.cells().get(0));
    if (stages.prepared(first)) {
      return;
    }
    if (study.demoCorpus()) {
      Path corpus = Path.of(first.configuration().data().source());
      new DemoDrawing(corpus, context).draw(first.configuration().seed());
    }
    try (Progress progress = context.progress().get()) {
      context.print(stages.prepare(first, false, progress::prepared));
    }
  }

  private RunSetup setup(StudyConfiguration study, StudyCell cell) {
    String name = new ConfigurationFile(file).name();
    return new RunSetup(
        cell.configuration(),
        dataset == null ? study.dataset().orElse("data/" + name) : dataset,
        folder() + "/" + ComparisonPlan.CELLS + "/" + cell.name(),
        master);
  }

  private String folder() {
    return folder == null ? "runs/" + new ConfigurationFile(file).name() : folder;
  }

  @Override
  public String master() {
    return master;
  }

  @Override
  public boolean verbose() {
    return verbose;
  }

  /** Those of the first cell: the JVM has one number for all. */
  @Override
  public int threadsPerLane() {
    return study().cells().get(0).configuration().train().threadsPerLane();
  }
}
