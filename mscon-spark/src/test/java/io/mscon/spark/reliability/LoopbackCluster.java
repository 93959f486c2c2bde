package io.mscon.spark.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.Some;
import scala.Tuple3;

/**
 * A standalone cluster in this JVM whose workers are hosts of their own, 127.0.0.2 and on: Spark
 * never runs a task twice on one host, so a local-cluster knows no speculation.
 */
public final class LoopbackCluster implements AutoCloseable {
  private static final int MEMORY = 1024;

  private final RpcEnv master;
  private final String url;
  private final List<RpcEnv> workers = new ArrayList<>();

  private LoopbackCluster(RpcEnv master, String url) {
    this.master = master;
    this.url = url;
  }

  /**
   * Starts workers of one core each.
   *
   * @param workers how many
   * @param folder for their files
   */
  public static LoopbackCluster start(int workers, Path folder) throws IOException {
    SparkConf conf = Sessions.settings().set("spark.master.rest.enabled", "false");
    Tuple3<RpcEnv, Object, Option<Object>> master =
        Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf);
    String url = "spark://127.0.0.1:" + master._1().address().port();
    LoopbackCluster cluster = new LoopbackCluster(master._1(), url);
    for (int worker = 1; worker <= workers; worker++) {
      cluster.workers.add(worker(worker, url, Files.createDirectories(folder), conf));
    }
    return cluster;
  }

  private static RpcEnv worker(int number, String url, Path folder, SparkConf conf) {
    return Worker.startRpcEnvAndEndpoint(
        "127.0.0." + (number + 1),
        0,
        0,
        1,
        MEMORY,
        new String[] {url},
        folder.toString(),
        new Some<>(number),
        conf,
        Option.empty());
  }

  /** What a session connects to. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    workers.forEach(RpcEnv::shutdown);
    workers.forEach(RpcEnv::awaitTermination);
    master.shutdown();
    master.awaitTermination();
  }
}
