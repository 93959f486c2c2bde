package io.mscon.eval.probe.fit;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The training samples' features, kept in the executors in order of id: centred, scaled if asked
 * for, and turned to their principal axes.
 */
public final class FeatureBlocks implements AutoCloseable {
  private final JavaRDD<Block> blocks;
  private final int rows;
  private final PrincipalAxes axes;

  private FeatureBlocks(JavaRDD<Block> blocks, int rows, PrincipalAxes axes) {
    this.blocks = blocks;
    this.rows = rows;
    this.axes = axes;
  }

  /**
   * Reads features.
   *
   * @param samples columns: id (text, each once) and features (array of floats)
   * @param standardise whether features get standard deviation 1; a constant one gets 0
   * @throws IllegalStateException naming the id whose features are not finite or not as many
   */
  public static FeatureBlocks of(Dataset<Row> samples, boolean standardise) {
    JavaRDD<Block> raw = null;
    try {
      JavaRDD<Sample> sorted = sorted(samples);
      sorted.persist(StorageLevel.MEMORY_AND_DISK());
      int rows = Math.toIntExact(sorted.count());
      if (rows == 0) {
        throw new IllegalArgumentException("Cannot probe: there are no training samples");
      }
      int columns = sorted.first().features().length;
      raw = blocks(sorted, rows, columns);
      Moments moments = Moments.of(raw, rows, columns);
      sorted.unpersist();
      PrincipalAxes axes = PrincipalAxes.of(moments, standardise);
      return new FeatureBlocks(turn(raw, axes), rows, axes);
    } finally {
      if (raw != null) {
        raw.unpersist();
      }
    }
  }

  private static JavaRDD<Sample> sorted(Dataset<Row> samples) {
    DataType type = samples.schema().fields()[1].dataType();
    if (!(type instanceof ArrayType array && array.elementType().equals(DataTypes.FloatType))) {
      throw new IllegalArgumentException(
          "Cannot probe: features are " + type.simpleString() + " (must be array<float>)");
    }
    return samples
        .orderBy(col(samples.columns()[0]))
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(Sample::of);
  }

  private static JavaRDD<Block> blocks(JavaRDD<Sample> sorted, int rows, int columns) {
    return sorted
        .zipWithIndex()
        .mapToPair(placed -> new Tuple2<>(placed._2(), placed._1()))
        .partitionBy(new BlockPartitioner(rows))
        .mapPartitions(new BlockBuilder(rows, columns), true)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static JavaRDD<Block> turn(JavaRDD<Block> raw, PrincipalAxes axes) {
    JavaRDD<Block> turned =
        raw.mapPartitions(
                blocks -> {
                  List<Block> result = new ArrayList<>();
                  float[] rotation = axes.rotationFloats();
                  blocks.forEachRemaining(block -> result.add(axes.turn(block, rotation)));
                  return result.iterator();
                },
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    turned.count();
    return turned;
  }

  /** How many samples there are. */
  public int rows() {
    return rows;
  }

  PrincipalAxes axes() {
    return axes;
  }

  JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(blocks.context());
  }

  /** Each partition's sum, in the order of the rows. */
  PartialSums sum(GradientTask task) {
    PartialSums total = null;
    for (PartialSums part : blocks.mapPartitions((Iterator<Block> i) -> task.call(i)).collect()) {
      total = total == null ? part : total.plus(part);
    }
    return total;
  }

  @Override
  public void close() {
    blocks.unpersist();
  }
}
