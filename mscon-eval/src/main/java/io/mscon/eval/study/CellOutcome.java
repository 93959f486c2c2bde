package io.mscon.eval.study;

import io.mscon.config.StudyCell;
import java.util.Optional;

/**
 * What became of a cell.
 *
 * @param cell which
 * @param before whether it was finished before
 * @param failure what stopped it, if anything did
 * @param seconds it took
 */
public record CellOutcome(
    StudyCell cell, boolean before, Optional<Exception> failure, double seconds) {}
