package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import io.mscon.data.Split;
import io.mscon.loss.RowStatistics;
import io.mscon.spark.data.PreparedDataset;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The lanes of a training: one partition each, kept in the executors' memory, worked by plain Spark
 * jobs whose results come back in the order of the lanes.
 */
final class LaneGroup implements AutoCloseable {
  private final JavaSparkContext context;
  private final JavaRDD<Lane> lanes;

  private LaneGroup(JavaSparkContext context, JavaRDD<Lane> lanes) {
    this.context = context;
    this.lanes = lanes;
  }

  /** Sends every training picture to the lane that owns it. */
  static LaneGroup start(
      SparkSession spark,
      PreparedDataset dataset,
      TrainingSet trainingSet,
      BatchPlan plan,
      LaneSettings settings) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Map<String, Integer>> ranks = context.broadcast(trainingSet.ranks());
    JavaRDD<Lane> lanes =
        dataset
            .samples(Split.TRAIN)
            .select("id", "image")
            .javaRDD()
            .mapToPair(
                row -> {
                  int rank = ranks.value().get(row.getString(0));
                  return new Tuple2<>(rank, new Sample(rank, row.getString(0), row.getAs(1)));
                })
            .partitionBy(new LanePartitioner(plan))
            .mapPartitionsWithIndex(
                (index, samples) -> {
                  Lane lane = Lane.of(index, settings, new SampleIterator(samples));
                  return List.of(lane).iterator();
                },
                true)
            .persist(StorageLevel.MEMORY_ONLY());
    return new LaneGroup(context, lanes);
  }

  /** Sends a value to all executors; the caller destroys it. */
  <T> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /** The engines that the lanes really run, each named once. */
  List<String> engines() {
    context.setJobDescription("load the lanes");
    return lanes.map(Lane::describeEngine).collect().stream().distinct().sorted().toList();
  }

  List<LaneEmbeddings> embed(EmbedTask task) {
    context.setJobDescription("embed step " + (task.position().step() + 1));
    return lanes.map(lane -> lane.embed(task)).collect();
  }

  List<List<RowStatistics>> statistics(StatisticsTask task) {
    context.setJobDescription("loss statistics");
    return lanes.map(lane -> task.statistics(lane.index())).collect();
  }

  List<LaneGradient> backpropagate(GradientTask task) {
    context.setJobDescription("gradient of step " + (task.step().position().step() + 1));
    return lanes.map(lane -> lane.backpropagate(task)).collect();
  }

  /** Frees the lanes' native memory and pictures. */
  @Override
  public void close() {
    lanes.foreach(Lane::release);
    lanes.unpersist();
    context.setJobDescription(null);
  }
}
