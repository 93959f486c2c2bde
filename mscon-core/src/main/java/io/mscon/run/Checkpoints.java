package io.mscon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: a folder {@code checkpoints/step-NNNNNNNN} each (the optimiser steps
 * done, in decimal), with two files.
 *
 * <p>{@code state.bin}, all little-endian and without gaps: the parameters (float32), the running
 * statistics (float32), the optimiser's slots one after the other, each as long as the parameters
 * (float32), the log-variances (float64).
 *
 * <p>{@code manifest.json}, written after it: {@code step}, how many {@code parameters}, {@code
 * statistics}, {@code slots} and {@code logVariances} the state has, and its {@code sha256}.
 *
 * <p>A checkpoint without a manifest, with one that can't be read, or whose state has not the
 * manifest's length and hash, is none.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String STATE = "/state.bin";
  private static final String MANIFEST = "/manifest.json";

  private final Storage run;
  private final int keep;

  /**
   * The checkpoints of a run.
   *
   * @param run its folder
   * @param keep how many stay after a new one is written, at least 1
   */
  public Checkpoints(Storage run, int keep) {
    this.run = run;
    this.keep = keep;
  }

  private record Manifest(
      long step, int parameters, int statistics, int slots, int logVariances, String sha256) {

    static Manifest of(TrainingState state, byte[] bytes) {
      TrainingState.Sizes sizes = state.sizes();
      return new Manifest(
          state.step(),
          sizes.parameters(),
          sizes.statistics(),
          sizes.slots(),
          sizes.logVariances(),
          Sha256.of(bytes));
    }

    TrainingState.Sizes sizes() {
      return new TrainingState.Sizes(parameters, statistics, slots, logVariances);
    }
  }

  /**
   * Writes a checkpoint, then deletes the oldest beyond those to keep.
   *
   * @param state what to write
   */
  public void write(TrainingState state) throws IOException {
    String folder = RunFiles.CHECKPOINTS + "/" + String.format("step-%08d", state.step());
    byte[] bytes = state.toBytes();
    run.write(folder + STATE, bytes);
    run.write(folder + MANIFEST, JSON.writeValueAsBytes(Manifest.of(state, bytes)));
    List<String> all = run.list(RunFiles.CHECKPOINTS);
    for (String old : all.subList(0, Math.max(0, all.size() - keep))) {
      run.delete(RunFiles.CHECKPOINTS + "/" + old);
    }
  }

  /**
   * The newest checkpoint that is whole. Those that are not, or that the file system can't read,
   * are named in the log and passed over.
   *
   * @return empty if there is none
   * @throws IOException if the file system can't read one and no other is whole: to begin from the
   *     start then would throw away what may only be out of reach
   */
  public Optional<TrainingState> newest() throws IOException {
    List<String> names = new ArrayList<>(run.list(RunFiles.CHECKPOINTS));
    IOException unreadable = null;
    for (int i = names.size() - 1; i >= 0; i--) {
      String folder = RunFiles.CHECKPOINTS + "/" + names.get(i);
      try {
        Optional<TrainingState> state = read(folder);
        if (state.isPresent()) {
          return state;
        }
      } catch (IOException e) {
        LOG.warn("Checkpoint {} cannot be read: {} (passed over)", folder, e.getMessage());
        unreadable = e;
      }
    }
    if (unreadable != null) {
      throw unreadable;
    }
    return Optional.empty();
  }

  private Optional<TrainingState> read(String folder) throws IOException {
    if (!run.exists(folder + MANIFEST)) {
      LOG.warn("Checkpoint {} has no manifest: it was never finished (passed over)", folder);
      return Optional.empty();
    }
    if (!run.exists(folder + STATE)) {
      LOG.warn("Checkpoint {} is damaged: it has no state.bin (passed over)", folder);
      return Optional.empty();
    }
    try {
      Manifest manifest = JSON.readValue(run.read(folder + MANIFEST), Manifest.class);
      return read(folder, manifest, run.read(folder + STATE));
    } catch (JsonProcessingException e) {
      LOG.warn(
          "Checkpoint {} is damaged: cannot read manifest.json: {} (passed over)",
          folder,
          e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private static Optional<TrainingState> read(String folder, Manifest manifest, byte[] bytes) {
    long expected = manifest.sizes().bytes();
    if (bytes.length != expected) {
      LOG.warn(
          "Checkpoint {} is damaged: state.bin has {} bytes instead of {} (passed over)",
          folder,
          bytes.length,
          expected);
      return Optional.empty();
    }
    String found = Sha256.of(bytes);
    if (!found.equals(manifest.sha256())) {
      LOG.warn(
          "Checkpoint {} is damaged: SHA-256 {} instead of {} (passed over)",
          folder,
          found,
          manifest.sha256());
      return Optional.empty();
    }
    return Optional.of(TrainingState.fromBytes(bytes, manifest.step(), manifest.sizes()));
  }
}
