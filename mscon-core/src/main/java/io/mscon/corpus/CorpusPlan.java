package io.mscon.corpus;

import java.util.List;
import java.util.Map;

/**
 * All that a corpus consists of.
 *
 * @param painter of the drawings
 * @param drawings and the pictures made from them
 * @param texts tables and other files: content by path
 * @param expectation what prepare has to make of it
 */
record CorpusPlan(
    Painter painter, List<Drawing> drawings, Map<String, String> texts, Expectation expectation) {}
