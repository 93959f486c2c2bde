package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Splits that all have the same shares of a label's values.
 *
 * <p>The n rows of a value, in the order of random numbers that their ids decide, stand at the
 * places (v + 0 ... n-1)/n between 0 and 1, where v is a random number that the value decides; the
 * fractions cut there (systematic sampling, Madow and Madow 1944). So each split gets its share of
 * each value to within one row, and of many rare values together as well. A row that is added moves
 * at most one other row of its value over each cut, usually none.
 */
final class StratifiedSplits {
  private static final String OPEN = "mscon open";
  private static final String NUMBER = "mscon number";
  private static final String PLACE = "mscon place";
  private static final String COUNT = "mscon count";
  private static final String STRATUM = "mscon stratum";

  private StratifiedSplits() {}

  /**
   * Chooses splits of the rows that have neither a split nor a problem.
   *
   * @param entries columns of {@link Entries}
   * @param label place of the label among the cells
   * @param splits fractions and seed
   */
  static Dataset<Row> choose(Dataset<Row> entries, int label, SplitChooser splits) {
    Column open = col(Entries.SPLIT).isNull().and(col(Entries.PROBLEM).isNull());
    WindowSpec stratum = Window.partitionBy(OPEN, STRATUM);
    UDF1<String, Double> number = splits::number;
    UDF3<String, Integer, Long, String> split = splits::inStratum;
    return entries
        .withColumn(OPEN, open)
        // An empty cell is no text: rows without the label are a value of their own.
        .withColumn(STRATUM, coalesce(col(Entries.CELLS).getItem(label), lit("")))
        .withColumn(
            NUMBER, udf(number, DataTypes.DoubleType).apply(coalesce(col(Entries.ID), lit(""))))
        .withColumn(PLACE, row_number().over(stratum.orderBy(NUMBER, Entries.ID)))
        .withColumn(COUNT, count(lit(1)).over(stratum))
        .withColumn(
            Entries.SPLIT,
            when(
                    col(OPEN),
                    udf(split, DataTypes.StringType).apply(col(STRATUM), col(PLACE), col(COUNT)))
                .otherwise(col(Entries.SPLIT)))
        .drop(OPEN, STRATUM, NUMBER, PLACE, COUNT);
  }
}
