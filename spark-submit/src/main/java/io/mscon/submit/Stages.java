package io.mscon.submit;

import io.mscon.benchmark.LossSpeed;
import io.mscon.eval.benchmark.ProbeBenchmarkRequest;
import io.mscon.eval.benchmark.ProbeSpeed;
import io.mscon.eval.study.ComparisonPlan;
import io.mscon.run.StepReport;
import io.mscon.spark.preflight.PreflightReport;
import io.mscon.spark.prepare.PrepareProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What the commands do. Each method returns what to tell people. */
interface Stages extends AutoCloseable {
  String prepare(RunSetup setup, boolean readAll, Consumer<PrepareProgress> progress)
      throws IOException;

  /** Whether there is a prepared dataset. */
  boolean prepared(RunSetup setup) throws IOException;

  String verifyDataset(RunSetup setup) throws IOException;

  String describe(RunSetup setup, String output) throws IOException;

  PreflightReport preflight(RunSetup setup) throws IOException;

  /**
   * Refuses where the network can't run on this machine, before anything else is begun; executors
   * are asked by preflight.
   *
   * @throws IllegalStateException that says why, and what to do
   */
  void requireEngine(RunSetup setup);

  String train(RunSetup setup, boolean resume, Consumer<StepReport> progress) throws IOException;

  String probe(RunSetup setup) throws IOException;

  /**
   * Whether the run has been trained and probed.
   *
   * @throws io.mscon.config.ConfigurationException if it has, but with other probe settings
   */
  boolean probed(RunSetup setup) throws IOException;

  String report(RunSetup setup) throws IOException;

  /** Writes which runs a study compares. */
  void plan(String studyFolder, ComparisonPlan plan) throws IOException;

  /**
   * Compares runs and studies.
   *
   * @param folders of them
   * @param output folder for the tables and the page
   */
  String compare(List<String> folders, String output, String master) throws IOException;

  String verifyLoss(List<Path> files, boolean float32) throws IOException;

  void benchmarkLoss(List<Integer> rows, Consumer<LossSpeed> results) throws IOException;

  /** Returns the largest difference of a probability from Spark MLlib's, if asked for. */
  OptionalDouble benchmarkProbe(ProbeBenchmarkRequest request, Consumer<ProbeSpeed> results)
      throws IOException;

  /** All was done that was asked for: what is closed without this has failed. */
  void done();

  @Override
  void close();
}
