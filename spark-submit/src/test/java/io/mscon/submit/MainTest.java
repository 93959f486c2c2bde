package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.benchmark.LossSpeed;
import io.mscon.eval.benchmark.ProbeBenchmarkRequest;
import io.mscon.eval.benchmark.ProbeSpeed;
import io.mscon.eval.benchmark.Time;
import io.mscon.eval.study.ComparisonPlan;
import io.mscon.run.StepReport;
import io.mscon.spark.preflight.Finding;
import io.mscon.spark.preflight.Finding.Severity;
import io.mscon.spark.preflight.PreflightReport;
import io.mscon.spark.prepare.PrepareProgress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final RecordedStages stages = new RecordedStages();

  @TempDir Path folder;

  @Test
  void versionsAreFilledInByTheBuild() {
    assertEquals(Main.DONE, run("--version"));
    for (String name : List.of("mscon", "Spark", "oneDNN", "DL4J", "Java")) {
      assertTrue(out.toString().contains(name), out.toString());
    }
    assertTrue(out.toString().contains("Spark  3.5."), out.toString());
    assertFalse(out.toString().contains("${"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prepare",
        "describe",
        "train",
        "probe",
        "report",
        "study",
        "compare",
        "demo",
        "verify-loss",
        "benchmark-loss",
        "benchmark-decode",
        "benchmark-probe"
      })
  void everyCommandHasHelp(String command) {
    assertEquals(Main.DONE, run(command, "--help"));
    assertTrue(out.toString().startsWith("Usage: mscon " + command), out.toString());
    assertEquals("", err.toString());
    assertEquals(List.of(), stages.calls);
  }

  @Test
  void prepareReadsAllIfTold() {
    assertEquals(Main.DONE, run("prepare", "--dataset", "d"));
    assertEquals(Main.DONE, run("prepare", "--dataset", "d", "--read-all"));
    assertEquals(List.of("prepare d", "prepare d all"), stages.calls);
  }

  @Test
  void nothingOrSomethingUnknownIsAUsageError() {
    assertEquals(Main.USAGE, run());
    assertEquals(Main.USAGE, run("trian"));
    assertEquals(Main.USAGE, run("train", "--nonsense"));
    assertEquals(Main.USAGE, run("verify-loss"));
    List<String> lines = err.toString().lines().toList();
    assertEquals(4, lines.size(), err.toString());
    assertTrue(
        lines.stream().allMatch(line -> line.startsWith("mscon: Cannot read the command: ")),
        err.toString());
    assertTrue(lines.get(2).endsWith("(see mscon train --help)"), lines.get(2));
  }

  @Test
  void missingFileIsNamed() {
    assertEquals(Main.USAGE, run("train", "--conf", "conf/x.conf"));
    assertEquals("mscon: Cannot read conf/x.conf: no such file\n", err.toString());
  }

  @Test
  void allMistakesOfAConfigurationAreReported() {
    int code =
        run(
            "train",
            "--set",
            "train.epochs=0",
            "--set",
            "model.encoder=resnet17",
            "--set",
            "loss.temprature=1");
    assertEquals(Main.USAGE, code);
    String said = err.toString();
    assertTrue(said.startsWith("mscon: Invalid configuration (3 problems):\n"), said);
    assertTrue(said.contains("Invalid train.epochs: 0 (must be at least 1)"), said);
    assertTrue(said.contains("Invalid model.encoder: resnet17"), said);
    assertTrue(said.contains("Unknown key loss.temprature (did you mean loss.temperature?)"), said);
    assertFalse(said.contains("\tat "), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "probe", "preflight", "demo", "study"})
  void nothingBeginsWhereTheNetworkCannotRun(String command) throws IOException {
    stages.engineMissing = true;
    Path conf =
        Files.writeString(folder.resolve("x.conf"), "study.grid { \"train.epochs\" = [1] }");
    List<String> arguments =
        command.equals("demo")
            ? List.of(command, "--run", folder.resolve("demo").toString())
            : command.equals("study")
                ? List.of(command, "--conf", conf.toString())
                : List.of(command);

    assertEquals(Main.FAILED, run(arguments.toArray(String[]::new)));

    assertEquals(
        "mscon: Cannot run on a GPU: there is none (use another machine)\n", err.toString());
    assertEquals(
        List.of(), stages.calls.stream().filter(call -> !call.startsWith("plan")).toList());
  }

  @Test
  void foldersAreNamedAfterTheConfiguration() throws IOException {
    Path conf = Files.writeString(folder.resolve("shoes.conf"), "train.epochs = 3");
    assertEquals(Main.DONE, run("train", "--resume", "--conf", conf.toString()));
    assertEquals(List.of("train data/shoes runs/shoes local[*] 3 resume"), stages.calls);
    assertEquals("trained\n", out.toString());
    assertEquals(1, stages.done);
    assertEquals(1, stages.closed);
  }

  @Test
  void optionsAreStrongerThanNames() throws IOException {
    Path conf = Files.writeString(folder.resolve("shoes.conf"), "train.epochs = 3");
    run(
        "train",
        "--conf",
        conf.toString(),
        "--set",
        "train.epochs=4",
        "--master",
        "local[1]",
        "--dataset",
        "d",
        "--run",
        "r");
    assertEquals(List.of("train d r local[1] 4"), stages.calls);
  }

  @Test
  void aDatasetIsDescribedBesideItOrElsewhere() {
    assertEquals(Main.DONE, run("describe", "--dataset", "d"));
    assertEquals(Main.DONE, run("describe", "--dataset", "d", "--output", "look.html"));
    assertEquals(List.of("describe d ''", "describe d 'look.html'"), stages.calls);
    assertEquals("described\ndescribed\n", out.toString());
  }

  @Test
  void failuresAreOneLine() {
    stages.failure = new IOException("Cannot open dataset d: there is no dataset.json");
    assertEquals(Main.FAILED, run("probe"));
    assertEquals("mscon: Cannot open dataset d: there is no dataset.json\n", err.toString());
    assertEquals(0, stages.done, "a cluster would list it as done");
    assertEquals(1, stages.closed);
  }

  @Test
  void causesAreNamed() {
    stages.failure = new IOException(new IllegalStateException("disk on fire\n\tat here"));
    assertEquals(Main.FAILED, run("probe"));
    assertEquals("mscon: Cannot probe: IllegalState: disk on fire\n", err.toString());
  }

  @Test
  void verboseShowsTheStack() {
    stages.failure = new IOException("Cannot go on");
    assertEquals(Main.FAILED, run("probe", "--verbose"));
    assertTrue(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void verifyLossTakesFiles() {
    assertEquals(Main.DONE, run("verify-loss", "a.json", "b.json", "--float32"));
    assertEquals(List.of("verify-loss [a.json, b.json] true"), stages.calls);
  }

  @Test
  void benchmarkLossPrintsALinePerSize() {
    assertEquals(Main.DONE, run("benchmark-loss", "--rows", "4096,2"));
    assertEquals(List.of("benchmark-loss [2, 4096]"), stages.calls);
    List<String> lines = out.toString().lines().toList();
    assertEquals(List.of("2", "2.500", "1.250", "40.0", "50", "7"), cells(lines.get(1)));
    assertEquals("4096", cells(lines.get(2)).get(0));
    assertTrue(out.toString().contains("80 GFLOP/s"), out.toString());
  }

  @Test
  void benchmarkLossRefusesRowsWithoutTwoViews() {
    assertEquals(Main.USAGE, run("benchmark-loss", "--rows", "8,7"));
    assertTrue(err.toString().contains("Invalid --rows: 7 (must be even"), err.toString());
    assertEquals(Main.USAGE, run("benchmark-loss", "--rows", "many"));
  }

  @Test
  void benchmarkDecodePrintsALineForOneThreadAndOneForAll() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    Files.writeString(folder.resolve("labels.csv"), "id\n");
    String source = folder.toString();
    assertEquals(
        Main.DONE, run("benchmark-decode", "--source", source, "--threads", "2", "--passes", "1"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("1", cells(lines.get(1)).get(0));
    assertEquals("2", cells(lines.get(2)).get(0));
    assertTrue(lines.get(3).contains("1 pictures; 1 other files rejected"), lines.get(3));
    assertTrue(
        lines.get(4).endsWith(Runtime.getRuntime().availableProcessors() + " processors"),
        lines.get(4));
  }

  @Test
  void benchmarkDecodeRefusesWhatItCannotMeasure() {
    assertEquals(Main.USAGE, run("benchmark-decode"));
    assertEquals(Main.USAGE, run("benchmark-decode", "--source", "x", "--threads", "0"));
    assertTrue(err.toString().contains("Invalid --threads: 0 (must be at least 1)"));
    assertEquals(Main.USAGE, run("benchmark-decode", "--source", "x", "--passes", "0"));
    String missing = folder.resolve("missing").toString();
    assertEquals(Main.FAILED, run("benchmark-decode", "--source", missing));
    assertTrue(err.toString().contains(missing + ": no such folder"), err.toString());
  }

  @Test
  void benchmarkProbePrintsALinePerFitAndTheDifference() {
    assertEquals(
        Main.DONE, run("benchmark-probe", "--rows", "400", "--classes", "3", "--with-mllib"));
    assertEquals(List.of("benchmark-probe 400 512 3 1.0E-4 true"), stages.calls);
    assertEquals(
        List.of("mscon", "1.50", "1.25", "2.50", "2.25", "7", "6", "0.12345678"),
        cells(out.toString().lines().toList().get(1)));
    assertTrue(out.toString().contains("difference of a probability: 2.0e-04"), out.toString());
  }

  @Test
  void benchmarkProbeRefusesWhatMakesNoSense() throws IOException {
    Files.writeString(folder.resolve("occupied"), "");
    assertRefused("Invalid --rows: 1 (must be at least 2)", "--rows", "1");
    assertRefused("Invalid --features: 0 (must be at least 1)", "--features", "0");
    assertRefused("Invalid --classes: 1 (must be at least 2)", "--classes", "1");
    assertRefused("Invalid --classes: 9 (must be at most", "--classes", "9", "--rows", "8");
    assertRefused("Invalid --penalty: -1.0 (must be finite", "--penalty", "-1");
    assertRefused("Invalid --penalty: NaN (must be finite", "--penalty", "NaN");
    assertRefused("Invalid --iterations: 0 (must be", "--iterations", "0");
    assertRefused("Invalid --repetitions: 0 (must be", "--repetitions", "0");
    assertRefused("it is not empty (remove it", "--export", folder.toString());
    assertEquals(List.of(), stages.calls);
  }

  private void assertRefused(String message, String... options) {
    List<String> arguments = new ArrayList<>(List.of("benchmark-probe"));
    arguments.addAll(List.of(options));
    assertEquals(Main.USAGE, run(arguments.toArray(String[]::new)));
    assertTrue(err.toString().contains(message), err.toString());
  }

  private static List<String> cells(String line) {
    return List.of(line.trim().split(" +"));
  }

  @Test
  void demoRunsEveryStageAndReplacesItsOwnRun() throws IOException {
    Path corpus = folder.resolve("corpus");
    Files.createDirectories(corpus.resolve("ut-zap50k-data"));
    Files.writeString(corpus.resolve("ut-zap50k-data/meta-data.csv"), "CID\n");
    Path run = folder.resolve("run");
    for (int i = 0; i < 2; i++) {
      assertEquals(Main.DONE, demo(corpus, run), err.toString());
      assertEquals(4, stages.calls.size());
      assertFalse(Files.exists(run.resolve("earlier")));
      Files.writeString(run.resolve("earlier"), "");
      stages.calls.clear();
    }
    assertTrue(out.toString().contains("prepared\ntrained\nprobed\nreported\n"), out.toString());
  }

  @Test
  void demoKeepsWhatIsNotItsOwn() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path mine = Files.writeString(run.resolve("configuration.conf"), "");
    assertEquals(Main.USAGE, demo(folder.resolve("corpus"), run));
    assertTrue(Files.exists(mine));
    assertTrue(err.toString().startsWith("mscon: Cannot replace " + run), err.toString());
    assertEquals(List.of(), stages.calls);
  }

  @Test
  void aStudyPreparesOnceThenTrainsAndProbesItsCells() throws IOException {
    String conf = study("seeds = [1, 2], dataset = d");
    assertEquals(Main.DONE, run("study", "--conf", conf), err.toString());
    assertEquals(
        List.of(
            "plan runs/grid 2",
            "prepare d",
            "train d runs/grid/cells/seed-1 local[*] 50 resume",
            "probe runs/grid/cells/seed-1",
            "train d runs/grid/cells/seed-2 local[*] 50 resume",
            "probe runs/grid/cells/seed-2",
            "compare [runs/grid] runs/grid local[*]"),
        stages.calls);
    assertTrue(out.toString().contains("Cell 2 of 2, seed-2: finished in 0 s"), out.toString());
    stages.calls.clear();
    stages.finished = true;
    assertEquals(Main.DONE, run("study", "--conf", conf, "--study-folder", "s"), err.toString());
    assertEquals("train d s/cells/seed-1 local[*] 50 resume", stages.calls.get(1));
    assertEquals(4, stages.calls.size());
    assertTrue(out.toString().contains("seed-1: finished before"), out.toString());
  }

  @Test
  void cellsOfAStudyCanRunOneByOne() throws IOException {
    String conf = study("seeds = [1, 2]");
    assertEquals(Main.DONE, run("study", "--conf", conf, "--list"));
    assertEquals("seed-1\nseed-2\n", out.toString());
    assertEquals(List.of(), stages.calls);
    run("study", "--conf", conf, "--dataset", "e", "--cell", "seed-2", "--master", "local[1]");
    assertEquals("train e runs/grid/cells/seed-2 local[1] 50 resume", stages.calls.get(2));
    assertEquals("probe runs/grid/cells/seed-2", stages.calls.get(3));
    assertEquals(4, stages.calls.size());
    assertEquals(Main.USAGE, run("study", "--conf", conf, "--cell", "sed-2"));
    assertTrue(
        err.toString().contains("Invalid --cell: sed-2 (did you mean seed-2?"), err.toString());
    assertEquals(Main.USAGE, run("study", "--conf", conf, "--cell", "seed-2", "--list"));
    assertEquals(Main.USAGE, run("study"));
  }

  @Test
  void aStudyCanBePreparedAlone() throws IOException {
    String conf = study("seeds = [1, 2]");
    assertEquals(
        Main.DONE, run("study", "--conf", conf, "--prepare-only", "--dataset", "e"), "" + err);
    assertEquals(List.of("plan runs/grid 2", "prepare e"), stages.calls);
    assertEquals(Main.USAGE, run("study", "--conf", conf, "--prepare-only", "--compare-only"));
  }

  @Test
  void aStudyCanBeComparedAlone() throws IOException {
    assertEquals(
        Main.DONE,
        run("study", "--conf", study("seeds = [1]"), "--compare-only", "--study-folder", "s"));
    assertEquals(List.of("plan s 1", "compare [s] s local[*]"), stages.calls);
    assertEquals("compared\nThe page: s/study.html\n", out.toString());
  }

  @Test
  void compareTakesRunsAndStudies() {
    assertEquals(Main.DONE, run("compare", "runs/a", "runs/b", "--out", "c"));
    assertEquals(List.of("compare [runs/a, runs/b] c local[*]"), stages.calls);
    assertEquals("compared\nThe page: c/study.html\n", out.toString());
    assertEquals(Main.USAGE, run("compare"));
  }

  @Test
  void failedCellsOfAStudyAreListed() throws IOException {
    stages.finished = true;
    stages.failing = "train grid/cells/seed-1";
    String conf = study("seeds = [1, 2]");
    assertEquals(Main.FAILED, run("study", "--conf", conf, "--study-folder", "grid"));
    assertEquals(
        "mscon: Cannot finish study grid: 1 of 2 cells failed (run it again for these)\n"
            + "  seed-1: IO: disk on fire\n",
        err.toString());
    assertTrue(out.toString().contains("seed-2: finished before"), out.toString());
  }

  private String study(String section) throws IOException {
    Path conf = folder.resolve("grid.conf");
    return Files.writeString(conf, "study { " + section + " }").toString();
  }

  @Test
  void preflightPrintsWarningsAndEndsWell() {
    stages.findings.add(new Finding(Severity.WARNING, "slow"));
    assertEquals(Main.DONE, run("preflight", "--dataset", "d", "--run", "r"));
    assertEquals(List.of("preflight d r"), stages.calls);
    assertTrue(out.toString().contains("Warning: slow"), out.toString());
    assertTrue(out.toString().contains("Nothing stands in the way"), out.toString());
  }

  @Test
  void preflightTellsProblemsOfMachinesFromThoseOfSettings() {
    stages.findings.add(new Finding(Severity.MACHINE, "no memory"));
    assertEquals(Main.FAILED, run("preflight"));
    assertTrue(
        err.toString().startsWith("mscon: Cannot train here (1 problem):\n  no memory"),
        err.toString());
    stages.findings.add(new Finding(Severity.CONFIGURATION, "no metrics"));
    assertEquals(Main.USAGE, run("preflight"));
    assertTrue(
        err.toString().contains("Invalid configuration (2 problems):\n  no memory\n  no metrics"),
        err.toString());
  }

  @Test
  void drawsACorpusOnceAndNeverOverAnother() throws IOException {
    String corpus = folder.resolve("drawn").toString();
    assertEquals(0, run("draw-corpus", "--layout", "medic", "--pictures", "20", corpus));
    assertTrue(out.toString().startsWith("Drew 20 pictures into " + corpus), out.toString());
    assertTrue(Files.exists(folder.resolve("drawn/expected.json")));
    assertEquals(2, run("draw-corpus", "--layout", "medic", "--pictures", "20", corpus));
    assertEquals(
        "mscon: Cannot draw into " + corpus + ": it is not empty (remove it, or choose another)\n",
        err.toString());
  }

  @Test
  void drawingSaysWhatItCantDraw() {
    assertEquals(2, run("draw-corpus", "--layout", "cifar", "x"));
    assertEquals(2, run("draw-corpus", "--oddities", "--pictures", "99", "x"));
    assertEquals(
        "mscon: Invalid --layout: cifar (must be zappos50k, medic or medic-photographs)\n"
            + "mscon: Invalid --pictures: 99 (must be at least 500)\n",
        err.toString());
  }

  @Test
  void verifiesADataset() {
    assertEquals(0, run("verify-dataset", "--dataset", "d"));
    assertEquals(List.of("verify-dataset d"), stages.calls);
  }

  private int demo(Path corpus, Path run) {
    return run("demo", "--corpus", corpus.toString(), "--run", run.toString());
  }

  private int run(String... args) {
    Context context = new Context(() -> stages, () -> report -> {}, new PrintWriter(out));
    return Main.run(args, context, new PrintWriter(err));
  }

  /** Notes the calls, or fails. */
  private static final class RecordedStages implements Stages {
    private final List<String> calls = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private IOException failure;
    private int closed;
    private int done;
    private boolean finished;
    private String failing = "";
    private boolean engineMissing;

    @Override
    public void requireEngine(RunSetup setup) {
      if (engineMissing) {
        throw new IllegalStateException("Cannot run on a GPU: there is none (use another machine)");
      }
    }

    @Override
    public String prepare(RunSetup setup, boolean readAll, Consumer<PrepareProgress> progress)
        throws IOException {
      return note("prepare " + setup.dataset() + (readAll ? " all" : ""), "prepared");
    }

    @Override
    public boolean prepared(RunSetup setup) {
      return finished;
    }

    @Override
    public boolean probed(RunSetup setup) {
      return finished;
    }

    @Override
    public String verifyDataset(RunSetup setup) throws IOException {
      return note("verify-dataset " + setup.dataset(), "verified");
    }

    @Override
    public String describe(RunSetup setup, String output) throws IOException {
      return note("describe " + setup.dataset() + " '" + output + "'", "described");
    }

    @Override
    public PreflightReport preflight(RunSetup setup) throws IOException {
      note("preflight " + setup.dataset() + " " + setup.run(), "");
      return new PreflightReport(findings, Optional.empty());
    }

    @Override
    public String train(RunSetup setup, boolean resume, Consumer<StepReport> progress)
        throws IOException {
      String call =
          String.format(
              "train %s %s %s %d%s",
              setup.dataset(),
              setup.run(),
              setup.master(),
              setup.configuration().train().epochs(),
              resume ? " resume" : "");
      if (("train " + setup.run()).equals(failing)) {
        throw new IOException("disk on fire");
      }
      return note(call, "trained");
    }

    @Override
    public String probe(RunSetup setup) throws IOException {
      return note("probe " + setup.run(), "probed");
    }

    @Override
    public String report(RunSetup setup) throws IOException {
      return note("report " + setup.run(), "reported");
    }

    @Override
    public void plan(String studyFolder, ComparisonPlan plan) throws IOException {
      note("plan " + studyFolder + " " + plan.members().size(), "");
    }

    @Override
    public String compare(List<String> folders, String output, String master) throws IOException {
      return note("compare " + folders + " " + output + " " + master, "compared");
    }

    @Override
    public String verifyLoss(List<Path> files, boolean float32) throws IOException {
      return note("verify-loss " + files + " " + float32, "verified");
    }

    @Override
    public void benchmarkLoss(List<Integer> rows, Consumer<LossSpeed> results) throws IOException {
      note("benchmark-loss " + rows, "");
      rows.forEach(count -> results.accept(new LossSpeed(count, 2.5, 1.25, 40, 80, 7)));
    }

    @Override
    public OptionalDouble benchmarkProbe(
        ProbeBenchmarkRequest request, Consumer<ProbeSpeed> results) throws IOException {
      note(
          "benchmark-probe %d %d %d %s %s"
              .formatted(
                  request.rows(),
                  request.features(),
                  request.classes(),
                  request.penalty(),
                  request.withMllib()),
          "");
      results.accept(
          new ProbeSpeed(
              "mscon", new Time(1.5, 1.25), new Time(2.5, 2.25), 7, 6, true, 0.12345678));
      return OptionalDouble.of(2e-4);
    }

    @Override
    public void done() {
      done++;
    }

    @Override
    public void close() {
      closed++;
    }

    private String note(String call, String result) throws IOException {
      if (failure != null) {
        throw failure;
      }
      calls.add(call);
      return result;
    }
  }
}
