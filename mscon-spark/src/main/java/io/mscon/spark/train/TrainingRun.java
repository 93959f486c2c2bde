package io.mscon.spark.train;

import io.mscon.model.Weights;
import io.mscon.run.Checkpoints;
import io.mscon.run.LockedWork;
import io.mscon.run.RunFiles;
import io.mscon.run.RunLock;
import io.mscon.run.TrainedModel;
import io.mscon.run.TrainingState;
import io.mscon.spark.data.InitialEncoder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The frame of a training, whichever trainer works in it: the run's folder and its lock,
 * checkpoints, the lanes, metrics, and the end, good or bad.
 */
final class TrainingRun {
  private final TrainingRequest request;
  private final TrainingCourse course;
  private final Trainer trainer;
  private final RunRecord record;
  private final RunLock lock;
  private final Checkpoints checkpoints;
  private long saved;

  private TrainingRun(
      TrainingRequest request,
      TrainingCourse course,
      Trainer trainer,
      RunRecord record,
      RunLock lock) {
    this.request = request;
    this.course = course;
    this.trainer = trainer;
    this.record = record;
    this.lock = lock;
    this.checkpoints =
        new Checkpoints(request.run(), request.configuration().train().keepCheckpoints());
  }

  /**
   * Trains, or goes on training; a complete run is left as it is.
   *
   * @param request what is asked for
   * @param maker of the trainer
   */
  static TrainResult train(TrainingRequest request, Function<TrainingCourse, Trainer> maker)
      throws IOException {
    if (request.resume() && request.run().exists(RunFiles.SUCCESS)) {
      return open(request).result();
    }
    try (RunLock lock = RunLock.acquire(request.run(), LockedWork.TRAINING)) {
      // A refused metric must not leave a run behind that asks for --resume.
      TrainingSet trainingSet = TrainingSet.read(request.dataset(), request.configuration());
      RunRecord record = open(request);
      TrainingCourse course =
          TrainingCourse.of(request.configuration(), trainingSet, request.dataset().manifest());
      return new TrainingRun(request, course, maker.apply(course), record, lock).run();
    }
  }

  private static RunRecord open(TrainingRequest request) throws IOException {
    return RunRecord.open(
        request.run(), request.configuration(), request.dataset().manifest(), request.resume());
  }

  private TrainResult run() throws IOException {
    TrainingState state = firstState();
    record.start(
        state.step(), course.plan(), request.configuration().train().epochs(), request.listener());
    try (LaneJobs jobs = jobs();
        LaneGroup lanes = lanes(jobs)) {
      TrainResult result = finish(steps(lanes, state));
      lanes.release();
      return result;
    } catch (StopNoticedException e) {
      throw stopped();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private TrainingState firstState() throws IOException {
    Optional<TrainingState> saved = checkpoints.newest();
    return saved.isPresent() ? saved.get() : course.initialState(firstWeights(), trainer.slots());
  }

  private Weights firstWeights() throws IOException {
    Weights drawn = course.drawnWeights();
    String file = request.configuration().model().initialWeights();
    return file.isEmpty()
        ? drawn
        : InitialEncoder.read(
            file, course.network(), drawn, request.spark().sparkContext().hadoopConfiguration());
  }

  private LaneJobs jobs() {
    return new LaneJobs(
        JavaSparkContext.fromSparkContext(request.spark().sparkContext()),
        request.stop(),
        request.configuration().train().progressTimeout());
  }

  private LaneGroup lanes(LaneJobs jobs) {
    return LaneGroup.of(
        request.spark(),
        request.dataset(),
        course.trainingSet(),
        course.plan(),
        trainer.laneSettings(),
        jobs);
  }

  private TrainingStoppedException stopped() throws IOException {
    TrainingStoppedException stopped =
        new TrainingStoppedException(
            request.run().location(),
            saved,
            course.totalSteps(),
            request.stop().reason().orElseThrow());
    record.ended("stopped", stopped.getMessage());
    return stopped;
  }

  /** What went wrong first stays what is thrown. */
  private RuntimeException failed(RuntimeException failure) {
    try {
      record.ended("failed", failure.getMessage());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private TrainResult finish(TrainingState state) throws IOException {
    lock.requireHeld();
    TrainedModel model =
        TrainedModel.write(
            request.run(),
            course.network(),
            course.trainingSet().metricNames(),
            course.configuration().trainedLabels(),
            new Weights(state.parameters(), state.statistics()));
    return record.finish(model, course.trainingSet().size());
  }

  private TrainingState steps(LaneGroup lanes, TrainingState start) throws IOException {
    TrainingState state = start;
    saved = start.step();
    record.started(lanes.load(), course.trainingSet().bandwidths());
    Trainer.Stepper stepper = trainer.start(lanes);
    while (state.step() < course.totalSteps()) {
      long before = state.step();
      state = advance(stepper, lanes, state);
      if (course.checkpointDue(before, state.step())) {
        save(state);
      }
    }
    return state;
  }

  private TrainingState advance(Trainer.Stepper stepper, LaneGroup lanes, TrainingState state)
      throws IOException {
    Trainer.Advance advance;
    try {
      lanes.spread();
      advance = stepper.advance(state);
    } catch (TrainingDivergedException e) {
      throw e;
    } catch (RuntimeException e) {
      saveWhatIsDone(state, e);
      throw e;
    }
    TrainingState next = advance.state();
    record.step(
        course.positionBefore(next),
        advance.loss(),
        course.schedule().at(next.step() - 1),
        next.logVariances(),
        advance.times());
    if (advance.health().isPresent()) {
      StepPosition position = course.positionBefore(next);
      record.health(position, advance.health().get(), course.judged(position));
    }
    return next;
  }

  private void save(TrainingState state) throws IOException {
    lock.requireHeld();
    record.flush();
    checkpoints.write(state);
    saved = state.step();
  }

  /** A failed step leaves the state of the last whole one: the run goes on from there. */
  private void saveWhatIsDone(TrainingState state, RuntimeException failure) {
    try {
      if (state.step() > saved) {
        save(state);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
