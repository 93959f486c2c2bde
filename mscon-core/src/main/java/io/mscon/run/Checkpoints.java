package io.mscon.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: a folder each, with {@code state.bin} and, written after it, {@code
 * manifest.json} with its hash. A checkpoint without a manifest, or whose state is not the
 * manifest's, is none.
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
      long step, int parameters, int statistics, int logVariances, String sha256) {}

  /**
   * Writes a checkpoint, then deletes the oldest beyond those to keep.
   *
   * @param state what to write
   */
  public void write(TrainingState state) throws IOException {
    String folder = RunFiles.CHECKPOINTS + "/" + String.format("step-%08d", state.step());
    byte[] bytes = state.toBytes();
    run.write(folder + STATE, bytes);
    Manifest manifest =
        new Manifest(
            state.step(),
            state.parameters().length,
            state.statistics().length,
            state.logVariances().length,
            Sha256.of(bytes));
    run.write(folder + MANIFEST, JSON.writeValueAsBytes(manifest));
    List<String> all = run.list(RunFiles.CHECKPOINTS);
    for (String old : all.subList(0, Math.max(0, all.size() - keep))) {
      run.delete(RunFiles.CHECKPOINTS + "/" + old);
    }
  }

  /**
   * The newest checkpoint that is whole. Those that are not are named in the log and passed over.
   *
   * @return empty if there is none
   */
  public Optional<TrainingState> newest() throws IOException {
    List<String> names = new ArrayList<>(run.list(RunFiles.CHECKPOINTS));
    for (int i = names.size() - 1; i >= 0; i--) {
      String folder = RunFiles.CHECKPOINTS + "/" + names.get(i);
      Optional<TrainingState> state = read(folder);
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  private Optional<TrainingState> read(String folder) throws IOException {
    if (!run.exists(folder + MANIFEST)) {
      LOG.warn("Checkpoint {} has no manifest: it was never finished (passed over)", folder);
      return Optional.empty();
    }
    Manifest manifest = JSON.readValue(run.read(folder + MANIFEST), Manifest.class);
    byte[] bytes = run.read(folder + STATE);
    String found = Sha256.of(bytes);
    if (!found.equals(manifest.sha256())) {
      LOG.warn(
          "Checkpoint {} is damaged: SHA-256 {} instead of {} (passed over)",
          folder,
          found,
          manifest.sha256());
      return Optional.empty();
    }
    return Optional.of(
        TrainingState.fromBytes(
            bytes,
            manifest.step(),
            manifest.parameters(),
            manifest.statistics(),
            manifest.logVariances()));
  }
}
