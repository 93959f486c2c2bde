package io.mscon.eval.describe;

import io.mscon.data.Split;
import java.util.List;
import java.util.Optional;

/**
 * A picture of the contact sheet.
 *
 * @param id the sample's id
 * @param split it belongs to
 * @param labels its labels' values, in the dataset's order; nothing for a missing one
 * @param pictures the picture, made smaller, and views of it
 */
record SampleCard(String id, Split split, List<Optional<String>> labels, CardPictures pictures) {}
