package io.mscon.eval.probe.fit;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The training samples' features, kept in the executors in order of id: as they are, and centred,
 * scaled if asked for, and turned to their principal axes.
 */
public final class FeatureBlocks implements AutoCloseable {
  private final JavaRDD<Block> raw;
  private final JavaRDD<Block> blocks;
  private final int rows;
  private final PrincipalAxes axes;

  private FeatureBlocks(JavaRDD<Block> raw, JavaRDD<Block> blocks, int rows, PrincipalAxes axes) {
    this.raw = raw;
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
    JavaRDD<Sample> sorted = sorted(samples).persist(StorageLevel.MEMORY_AND_DISK());
    int rows = Math.toIntExact(sorted.count());
    if (rows == 0) {
      throw new IllegalArgumentException("Cannot probe: there are no training samples");
    }
    int columns = sorted.first().features().length;
    JavaRDD<Block> raw = blocks(sorted, rows, columns);
    try {
      Moments moments = Moments.of(raw, rows, columns);
      sorted.unpersist();
      PrincipalAxes axes = PrincipalAxes.of(moments, standardise);
      return new FeatureBlocks(raw, turn(raw, axes), rows, axes);
    } catch (RuntimeException e) {
      raw.unpersist();
      throw e;
    }
  }

  /**
   * The training samples most similar to some others, by the cosine of their untouched features.
   *
   * @param queries features of those others
   * @param labels per task: each training sample's class, -1 for those that are passed over
   * @param count neighbours that are wanted, at least 1
   * @return per task, neighbours of every query; the same bits whatever the partitions
   */
  public List<Neighbours> nearest(List<float[]> queries, int[][] labels, int count) {
    int columns = axes.columns();
    Broadcast<float[]> sent = context().broadcast(UnitVectors.of(queries, columns));
    Broadcast<int[][]> sentLabels = context().broadcast(labels);
    try {
      NeighbourTask task = new NeighbourTask(sent, sentLabels, columns, count);
      List<Neighbours> nearest = task.nobody();
      for (List<Neighbours> found :
          raw.mapPartitions((Iterator<Block> i) -> task.call(i)).collect()) {
        for (int i = 0; i < nearest.size(); i++) {
          nearest.get(i).addAll(found.get(i));
        }
      }
      return nearest;
    } finally {
      sent.destroy();
      sentLabels.destroy();
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
    raw.unpersist();
    blocks.unpersist();
  }
}
