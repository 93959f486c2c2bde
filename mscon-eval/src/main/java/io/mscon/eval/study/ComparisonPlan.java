package io.mscon.eval.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.config.StudyConfiguration;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Which runs are compared as what; a study's folder holds it as {@link #FILE}.
 *
 * @param title heading of the comparison
 * @param against key of the setting that figures are plotted against, or ""
 * @param members the runs, in the order of tables; the first one's group is what the others are
 *     compared with
 */
public record ComparisonPlan(String title, String against, List<Member> members) {
  /** Name of the file in a study's folder. */
  public static final String FILE = "study.json";

  /** Folder of the cells' runs in a study's folder. */
  public static final String CELLS = "cells";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * A run. Those with the same series and place are averaged.
   *
   * @param run its folder: of a study, relative to the study's
   * @param series what it is called
   * @param place its value of {@link ComparisonPlan#against}, or ""
   */
  public record Member(String run, String series, String place) {}

  /**
   * The plan of a study.
   *
   * @param study all of it
   */
  public static ComparisonPlan of(StudyConfiguration study) {
    return new ComparisonPlan(
        study.title(),
        study.against().orElse(""),
        study.cells().stream()
            .map(cell -> new Member(CELLS + "/" + cell.name(), cell.series(), cell.place()))
            .toList());
  }

  /**
   * Writes it.
   *
   * @param folder of the study
   */
  public void write(Storage folder) throws IOException {
    folder.write(FILE, JSON.writeValueAsBytes(this));
  }

  /**
   * Reads the plan of a study.
   *
   * @param folder of the study
   * @return empty if it is no study's
   */
  static Optional<ComparisonPlan> read(Storage folder) throws IOException {
    return folder.exists(FILE)
        ? Optional.of(JSON.readValue(folder.read(FILE), ComparisonPlan.class))
        : Optional.empty();
  }
}
