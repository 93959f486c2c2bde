package io.mscon.spark.prepare;

import io.mscon.run.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The accepted entries cut into shards by id: which entry stands where in which shard depends on
 * the ids alone, not on partitions, cores or executors.
 */
final class Shards {
  private final JavaRDD<Row> rows;

  private Shards(JavaRDD<Row> rows) {
    this.rows = rows;
  }

  /**
   * Cuts.
   *
   * @param accepted rows of the index
   * @param size pictures of a shard
   */
  static Shards of(Dataset<Row> accepted, int size) {
    ByFirstId partitioner = new ByFirstId(firstIds(accepted, size));
    return new Shards(
        accepted
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(Index.ID), row))
            .repartitionAndSortWithinPartitions(partitioner)
            .values());
  }

  private static String[] firstIds(Dataset<Row> accepted, int size) {
    JavaRDD<String> ids = accepted.select("id").javaRDD().map(row -> row.getString(0));
    List<String> first =
        ids.sortBy(id -> id, true, ids.getNumPartitions())
            .zipWithIndex()
            .filter(ranked -> ranked._2() % size == 0)
            .keys()
            .collect();
    return first.toArray(String[]::new);
  }

  /** Rows of the index, a partition a shard, sorted by id. */
  JavaRDD<Row> rows() {
    return rows;
  }

  /** SHA-256 over the samples' columns and the rows' hashes in the order of their ids. */
  String contentHash(StructType columns) {
    MessageDigest digest = Sha256.digest();
    digest.update(columns.json().getBytes(StandardCharsets.UTF_8));
    for (byte[] hashes : rows.mapPartitions(Shards::hashes).collect()) {
      digest.update(hashes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Iterator<byte[]> hashes(Iterator<Row> rows) {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    rows.forEachRemaining(row -> hashes.writeBytes(RowHash.of(row)));
    return List.of(hashes.toByteArray()).iterator();
  }

  /** A shard for each first id: it takes this id and those up to the next first id. */
  private static final class ByFirstId extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final String[] firstIds;

    ByFirstId(String[] firstIds) {
      this.firstIds = firstIds;
    }

    @Override
    public int numPartitions() {
      return Math.max(1, firstIds.length);
    }

    @Override
    public int getPartition(Object id) {
      int place = Arrays.binarySearch(firstIds, (String) id);
      return place >= 0 ? place : -place - 2;
    }
  }
}
