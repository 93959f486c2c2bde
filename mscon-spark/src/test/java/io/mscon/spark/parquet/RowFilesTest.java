package io.mscon.spark.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("image", DataTypes.BinaryType)
          .add("heel", DataTypes.DoubleType)
          .add("length", DataTypes.LongType)
          .add("tags", DataTypes.createArrayType(DataTypes.StringType, false))
          .add(
              "inner",
              new StructType()
                  .add("text", DataTypes.StringType)
                  .add("set", DataTypes.createArrayType(DataTypes.StringType, false)));

  private static final StructType PICTURES =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("image", DataTypes.BinaryType, false);

  @TempDir java.nio.file.Path folder;
  private final Configuration configuration = new Configuration();

  @Test
  void sparkReadsBackWhatWasWritten() throws IOException {
    Row full =
        RowFactory.create(
            "a",
            new byte[] {1, -1},
            1.5,
            7L,
            new String[] {"x", "ü"},
            RowFactory.create("t", new String[] {"y"}));
    Row empty =
        RowFactory.create("b", null, null, null, new String[0], RowFactory.create(null, null));
    Row none = RowFactory.create("c", new byte[0], null, null, null, null);
    write("rows.parquet", COLUMNS, List.of(full, empty, none).iterator());
    List<Row> read =
        LocalSpark.session().read().parquet(file("rows.parquet").toString()).collectAsList();

    assertEquals(3, read.size());
    assertArrayEquals(new byte[] {1, -1}, read.get(0).<byte[]>getAs("image"));
    assertEquals(1.5, read.get(0).<Double>getAs("heel"));
    assertEquals(7L, read.get(0).<Long>getAs("length"));
    assertEquals(List.of("x", "ü"), read.get(0).getList(4));
    assertEquals("t", read.get(0).getStruct(5).getString(0));
    assertEquals(List.of("y"), read.get(0).getStruct(5).getList(1));
    assertEquals(List.of(), read.get(1).getList(4));
    assertTrue(read.get(1).isNullAt(1) && read.get(1).getStruct(5).isNullAt(1));
    assertTrue(read.get(2).isNullAt(4) && read.get(2).isNullAt(5));
    assertArrayEquals(new byte[0], read.get(2).<byte[]>getAs("image"));
  }

  @Test
  void rowsThatSparkReadCanBeWrittenAgain() throws IOException {
    Row row =
        RowFactory.create("a", null, 1.0, 1L, new String[] {"x"}, RowFactory.create("t", null));
    write("first.parquet", COLUMNS, List.of(row).iterator());
    Row read = LocalSpark.session().read().parquet(file("first.parquet").toString()).first();
    write("again.parquet", COLUMNS, List.of(read).iterator());
    assertEquals(
        -1, Files.mismatch(folder.resolve("first.parquet"), folder.resolve("again.parquet")));
  }

  /** Were all in one row group, 120 MB would be in memory before the first byte is written. */
  @Test
  void fewLargePicturesAreInMemoryTogether() throws IOException {
    byte[] picture = new byte[3_000_000];
    Iterator<Row> pictures =
        Stream.iterate(0, i -> i + 1)
            .limit(40)
            .map(i -> RowFactory.create("p" + i, Arrays.copyOf(picture, picture.length - i)))
            .iterator();
    assertEquals(40, write("pictures.parquet", PICTURES, pictures));
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file("pictures.parquet"), configuration))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      for (BlockMetaData group : groups) {
        assertTrue(
            group.getTotalByteSize() < (32L << 20) + 17 * 3_000_000L,
            groups.size() + " groups: " + group.getTotalByteSize());
      }
      assertEquals(40, reader.getRecordCount());
    }
  }

  @Test
  void aFileIsWholeOrNotThere() {
    Iterator<Row> failing =
        Stream.of("a", "b")
            .map(
                id -> {
                  if (id.equals("b")) {
                    throw new IllegalStateException("killed");
                  }
                  return RowFactory.create(id, new byte[9]);
                })
            .iterator();
    assertThrows(IllegalStateException.class, () -> write("x.parquet", PICTURES, failing));
    assertFalse(Files.exists(folder.resolve("x.parquet")));
  }

  @Test
  void aFooterTellsWhetherTheFileIsWhole() throws IOException {
    write("x.parquet", PICTURES, List.of(RowFactory.create("a", new byte[100])).iterator());
    java.nio.file.Path local = folder.resolve("x.parquet");
    assertEquals(Optional.of("this"), RowFiles.note(file("x.parquet"), "holds", configuration));
    assertEquals(Optional.empty(), RowFiles.note(file("x.parquet"), "other", configuration));
    byte[] whole = Files.readAllBytes(local);
    Files.delete(folder.resolve(".x.parquet.crc"));
    for (int length : new int[] {0, 4, whole.length / 2, whole.length - 1}) {
      Files.write(local, Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), RowFiles.note(file("x.parquet"), "holds", configuration));
    }
  }

  private long write(String name, StructType columns, Iterator<Row> rows) throws IOException {
    return new RowFiles(columns, false, new SerializableConfiguration(configuration))
        .write(file(name), Map.of("holds", "this"), rows);
  }

  private Path file(String name) {
    return new Path(folder.resolve(name).toUri());
  }
}
