package io.mscon.config;

import java.util.List;
import java.util.Optional;

/**
 * Runs that differ in some settings, and are compared.
 *
 * @param title heading of the comparison
 * @param dataset folder of the prepared dataset, if the study names one
 * @param demoCorpus whether the demo's corpus is drawn if there is none
 * @param against key of the setting that plots are drawn against
 * @param cells in the order in which they run: by the place on that axis, then as the file has them
 */
public record StudyConfiguration(
    String title,
    Optional<String> dataset,
    boolean demoCorpus,
    Optional<String> against,
    List<StudyCell> cells) {}
