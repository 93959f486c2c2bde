package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Makes a label's value of a table's cell. */
record LabelParser(String name, LabelKind kind, String separator) implements Serializable {

  static LabelParser of(Label label) {
    return new LabelParser(label.name(), label.kind(), label.separator());
  }

  /** The type of the label's Parquet column. */
  DataType type() {
    return switch (kind) {
      case CATEGORICAL -> DataTypes.StringType;
      case MULTI_VALUED -> DataTypes.createArrayType(DataTypes.StringType, false);
      case CONTINUOUS -> DataTypes.DoubleType;
    };
  }

  /**
   * Reads a cell: a String, a sorted String[] or a Double; null where the label is missing.
   *
   * @throws NumberFormatException if a continuous label's cell is no finite number; the message is
   *     the reason for people
   */
  Object parse(String cell) {
    if (cell == null || cell.isBlank()) {
      return null;
    }
    return switch (kind) {
      case CATEGORICAL -> cell.strip();
      case MULTI_VALUED -> values(cell);
      case CONTINUOUS -> number(cell.strip());
    };
  }

  private String[] values(String cell) {
    List<String> values =
        Arrays.stream(cell.split(Pattern.quote(separator)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return values.isEmpty() ? null : values.toArray(String[]::new);
  }

  private Double number(String cell) {
    try {
      double number = Double.parseDouble(cell);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw noNumber(cell, e);
    }
    throw noNumber(cell, null);
  }

  private NumberFormatException noNumber(String cell, Throwable cause) {
    NumberFormatException exception =
        new NumberFormatException("label " + name + ": '" + cell + "' is no number");
    exception.initCause(cause);
    return exception;
  }
}
