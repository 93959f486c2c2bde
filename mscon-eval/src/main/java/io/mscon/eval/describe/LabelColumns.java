package io.mscon.eval.describe;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.mscon.data.LabelSchema;
import io.mscon.spark.table.ColumnNames;
import org.apache.spark.sql.Column;

/** A label as an array of its values; null where it is missing. */
final class LabelColumns {
  private LabelColumns() {}

  /** A label's column, whatever characters its name has. */
  static Column of(LabelSchema label) {
    return ColumnNames.column(label.name());
  }

  /** Values of a categorical or multi-valued label. */
  static Column values(LabelSchema label) {
    Column column = of(label);
    return switch (label.kind()) {
      case CATEGORICAL -> when(column.isNotNull(), array(column));
      case MULTI_VALUED -> when(size(column).gt(0), array_distinct(column));
      case CONTINUOUS -> throw new IllegalArgumentException(label.name() + " is a number");
    };
  }

  /** Which bar of the histogram a continuous label's number belongs to. */
  static Column bar(LabelSchema label, NumberSummary numbers) {
    double width = (numbers.maximum() - numbers.minimum()) / numbers.bars();
    Column bar =
        width > 0
            ? least(floor(of(label).minus(numbers.minimum()).divide(width)), last(numbers))
            : lit(0L);
    return single(label, bar);
  }

  private static Column last(NumberSummary numbers) {
    return lit(numbers.bars() - 1L);
  }

  /** Which quarter of the numbers a continuous label's number belongs to. */
  static Column quarter(LabelSchema label, NumberSummary numbers) {
    Column quarter = lit(0);
    for (double bound : numbers.quarterBounds()) {
      quarter = quarter.plus(when(of(label).gt(bound), 1).otherwise(0));
    }
    return single(label, quarter);
  }

  private static Column single(LabelSchema label, Column place) {
    return when(of(label).isNotNull(), array(place.cast("string")));
  }
}
