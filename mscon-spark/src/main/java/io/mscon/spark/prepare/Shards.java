package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration.Pictures;
import io.mscon.run.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The accepted entries cut into shards by id, as few as fit and all of the same size up to one
 * picture: which entry stands where in which shard depends on the ids alone, not on partitions,
 * cores or executors.
 */
final class Shards {
  private static final int HASHED_TOGETHER = 64;

  private final JavaRDD<Row> rows;

  private Shards(JavaRDD<Row> rows) {
    this.rows = rows;
  }

  /**
   * What stands in the shards.
   *
   * @param content SHA-256 over the samples' columns and the rows' hashes in the order of their
   *     ids, wherever the shards are cut, and over how pictures are stored unless as they are
   * @param shards the same of each shard
   */
  record Hashes(String content, List<String> shards) {}

  /**
   * Cuts.
   *
   * @param accepted rows of the index
   * @param count how many they are
   * @param most pictures of a shard
   */
  static Shards of(Dataset<Row> accepted, long count, int most) {
    int shards = Math.toIntExact(Math.max(1, (count + most - 1) / most));
    ByFirstId partitioner = new ByFirstId(firstIds(accepted, count, shards));
    return new Shards(
        accepted
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(Index.ID), row))
            .repartitionAndSortWithinPartitions(partitioner)
            .values());
  }

  /** Only ids are sorted here, and only one of each shard comes to the driver. */
  private static String[] firstIds(Dataset<Row> accepted, long count, int shards) {
    JavaRDD<String> ids = accepted.select("id").javaRDD().map(row -> row.getString(0));
    List<String> first =
        ids.sortBy(id -> id, true, ids.getNumPartitions())
            .zipWithIndex()
            .filter(ranked -> isFirst(ranked._2(), count, shards))
            .keys()
            .collect();
    return first.toArray(String[]::new);
  }

  /** Shard k begins at rank floor(k * count / shards). */
  static boolean isFirst(long rank, long count, int shards) {
    long shard = (rank * shards + count - 1) / count;
    return shard < shards && shard * count / shards == rank;
  }

  /** Rows of the index, a partition a shard, sorted by id. */
  JavaRDD<Row> rows() {
    return rows;
  }

  /**
   * Hashes some shards at a time, so that only these shards' hashes are in memory: 32 bytes a
   * picture.
   *
   * @param columns of the samples
   * @param stored what decides a shard's bytes besides
   */
  Hashes hashes(StructType columns, String stored) {
    byte[] schema = columns.json().getBytes(StandardCharsets.UTF_8);
    MessageDigest content = Sha256.digest();
    content.update(schema);
    if (!stored.equals(Pictures.AS_THEY_ARE)) {
      content.update(stored.getBytes(StandardCharsets.UTF_8));
    }
    List<String> shards = new ArrayList<>();
    JavaRDD<byte[]> hashes = rows.mapPartitions(Shards::hashes);
    int count = rows.getNumPartitions();
    for (int first = 0; first < count; first += HASHED_TOGETHER) {
      int[] some = IntStream.range(first, Math.min(count, first + HASHED_TOGETHER)).toArray();
      for (byte[] shard : collect(hashes, some)) {
        content.update(shard);
        shards.add(hash(schema, stored, shard));
      }
    }
    return new Hashes(HexFormat.of().formatHex(content.digest()), shards);
  }

  private static List<byte[]> collect(JavaRDD<byte[]> hashes, int[] partitions) {
    return Arrays.stream(hashes.collectPartitions(partitions)).map(one -> one.get(0)).toList();
  }

  private static String hash(byte[] schema, String stored, byte[] rows) {
    MessageDigest digest = Sha256.digest();
    digest.update(schema);
    digest.update(stored.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(rows));
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
