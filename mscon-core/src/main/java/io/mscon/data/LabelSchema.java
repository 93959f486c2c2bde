package io.mscon.data;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Method;
import io.mscon.config.Spelling;
import java.util.List;

/**
 * A label of a dataset.
 *
 * @param name its name, which is its Parquet column's name too
 * @param kind what its values are
 * @param vocabulary distinct values in sorted order; a value's class is its place here. Empty for
 *     continuous labels
 */
public record LabelSchema(String name, LabelKind kind, List<String> vocabulary) {

  /**
   * What to tell somebody who wants to train a classifier on what is no class.
   *
   * @param method that needs classes
   */
  public String cannotBeClassified(Method method) {
    return "Invalid metrics: %s is %s (method = %s needs categorical labels; remove it)"
        .formatted(name, Spelling.of(kind), Spelling.of(method));
  }
}
