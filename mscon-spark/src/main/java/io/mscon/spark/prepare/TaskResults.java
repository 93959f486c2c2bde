package io.mscon.spark.prepare;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Runs jobs whose results are wanted as soon as each task is done. */
final class TaskResults {
  private TaskResults() {}

  /** What a task sends back, once a partition, whatever is tried again. */
  private interface Only<R> extends Function2<TaskContext, Iterator<R>, R>, Serializable {}

  /**
   * Runs a job over all partitions.
   *
   * @param results one of each partition
   * @param each takes them one by one as they come, on a thread of Spark's; what it throws ends the
   *     job
   */
  static <R> void forEach(JavaRDD<R> results, Consumer<R> each) {
    forEach(results, IntStream.range(0, results.getNumPartitions()).boxed().toList(), each);
  }

  /**
   * Runs a job over some partitions.
   *
   * @param results one of each partition
   * @param partitions which
   * @param each takes them one by one as they come
   */
  static <R> void forEach(JavaRDD<R> results, List<Integer> partitions, Consumer<R> each) {
    if (partitions.isEmpty()) {
      return;
    }
    ClassTag<R> type = ClassTag$.MODULE$.apply(Object.class);
    Only<R> only = (context, iterator) -> iterator.next();
    Function2<Object, R, BoxedUnit> handler =
        (partition, result) -> {
          each.accept(result);
          return BoxedUnit.UNIT;
        };
    results
        .rdd()
        .sparkContext()
        .runJob(
            results.rdd(),
            only,
            JavaConverters.<Object>asScalaBuffer(List.<Object>copyOf(partitions)),
            handler,
            type);
  }
}
