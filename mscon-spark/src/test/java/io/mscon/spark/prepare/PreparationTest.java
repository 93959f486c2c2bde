package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.data.Split;
import io.mscon.run.Sha256;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
  private static final String ODD_ROWS =
      TestCorpus.HEADER
          + "a,images/a.jpg,TRAIN,boot,\"leather; suede;leather\",1.5\n"
          + "b,images/b.png,val,shoe,mesh,abc\n"
          + "c,images/c.jpg,dev,boot,,\n"
          + "d,images/d.jpg,test,\"two\nlines, \"\"quoted\"\"\",;,2\n"
          + "text,images/text.jpg,train,boot,mesh,1\n"
          + "short,images/short.jpg,train,boot,mesh,1\n"
          + "empty,images/empty.jpg,train,boot,mesh,1\n"
          + "gone,images/gone.jpg,train,boot,mesh,1\n"
          + "out,../secret.jpg,train,boot,mesh,1\n"
          + "root,/etc/passwd,train,boot,mesh,1\n"
          + "url,file:/etc/passwd,train,boot,mesh,1\n"
          + "a,images/c.jpg,test,boot,mesh,1\n"
          + ",images/c.jpg,test,boot,mesh,1\n"
          + "noimage,,test,boot,mesh,1\n"
          + "colon,images/a:b.jpg,test,boot,mesh,1\n"
          + "folder,images,test,boot,mesh,1\n";

  @TempDir Path temporary;

  @Test
  void keepsWhatIsSoundAndListsTheRest() throws IOException {
    Path dataset = temporary.resolve("dataset");
    TestCorpus corpus = oddCorpus();
    PrepareSummary summary = prepare(corpus.data("data.rejects-limit=1"), dataset);

    assertEquals(5, summary.pictures());
    assertEquals(11, summary.manifest().rejected());
    assertEquals(1, summary.rejectedLabels());
    assertEquals(
        List.of(
            "{'image':'','id':'noimage','reason':'no image path'}",
            "{'image':'../secret.jpg','id':'out','reason':'the path leaves the corpus'}",
            "{'image':'/etc/passwd','id':'root','reason':"
                + "'the path is absolute (must be below data.source)'}",
            "{'image':'file:/etc/passwd','id':'url','reason':"
                + "'the path is absolute (must be below data.source)'}",
            "{'image':'images','id':'folder','reason':'is a folder'}",
            "{'image':'images/b.png','id':'b','reason':"
                + "'label heel: 'abc' is no number (picture kept without it)'}",
            "{'image':'images/c.jpg','id':'','reason':'no id'}",
            "{'image':'images/c.jpg','id':'a','reason':'id a stands twice'}",
            "{'image':'images/d.jpg','id':'d','reason':"
                + "'the same picture as colon (picture kept)'}",
            "{'image':'images/empty.jpg','id':'empty','reason':'the file is empty'}",
            "{'image':'images/gone.jpg','id':'gone','reason':'no such file'}",
            "{'image':'images/short.jpg','id':'short','reason':'truncated JPEG'}"),
        rejects(dataset).stream().filter(line -> !line.matches(".*text.jpg.*")).toList());
    assertEquals(13, rejects(dataset).size());
    assertTrue(summary.toString().contains("Rejected: 11 pictures, 1 labels"), summary.toString());

    Map<String, Row> samples = samples(dataset);
    assertEquals(List.of("a", "b", "c", "colon", "d"), List.copyOf(samples.keySet()));
    assertEquals(List.of("leather", "suede"), samples.get("a").getList(4));
    assertEquals(1.5, samples.get("a").getDouble(5));
    assertTrue(samples.get("b").isNullAt(5));
    assertTrue(samples.get("c").isNullAt(4) && samples.get("c").isNullAt(5));
    assertEquals("two\nlines, \"quoted\"", samples.get("d").getString(3));
    assertTrue(samples.get("d").isNullAt(4));
    assertArrayEquals(TestCorpus.png16(), samples.get("b").<byte[]>getAs("image"));
    assertArrayEquals(TestCorpus.cmyk(), samples.get("c").<byte[]>getAs("image"));
    checkManifest(dataset);
  }

  private static void checkManifest(Path dataset) throws IOException {
    PreparedDataset prepared = PreparedDataset.open(spark(), dataset.toString());
    DatasetManifest manifest = prepared.manifest();

    assertEquals(List.of("train", "validation", "test"), List.copyOf(manifest.splits().keySet()));
    assertEquals(2, manifest.splits().get("validation").pictures());
    assertEquals(2, prepared.samples(Split.VALIDATION).count());
    assertEquals(
        Map.of("kind", 0L, "tags", 1L, "heel", 2L), manifest.splits().get("validation").missing());
    assertEquals(
        Map.of("boot", 1L, "shoe", 1L), manifest.splits().get("validation").counts().get("kind"));
    assertEquals(
        List.of("boot", "shoe", "two\nlines, \"quoted\""),
        manifest.label("kind").orElseThrow().vocabulary());
    assertEquals(
        List.of("leather", "mesh", "suede"), manifest.label("tags").orElseThrow().vocabulary());
    assertEquals(List.of(), manifest.label("heel").orElseThrow().vocabulary());
  }

  @Test
  void rareValuesBecomeMissing() throws IOException {
    Path dataset = temporary.resolve("dataset");
    TestCorpus corpus = corpus().sound(7);
    prepare(
        corpus.data(
            "data.labels=[{ name = kind, minimum-count = 3 },"
                + " { name = tags, kind = multi-valued, minimum-count = 4 }]"),
        dataset);
    Map<String, Row> samples = samples(dataset);
    assertEquals("k0", samples.get("p00").getString(3));
    assertTrue(samples.get("p01").isNullAt(3));
    assertEquals(List.of("a", "b0"), samples.get("p00").getList(4));
    assertEquals(List.of("a"), samples.get("p01").getList(4));
    DatasetManifest manifest = PreparedDataset.open(spark(), dataset.toString()).manifest();
    assertEquals(List.of("k0"), manifest.label("kind").orElseThrow().vocabulary());
    assertEquals(3, manifest.splits().get("train").missing().get("kind"));
  }

  @Test
  void sameContentIsTheSameFilesOnAnyNumberOfCores() throws IOException {
    TestCorpus corpus = corpus().sound(23);
    DataConfiguration data = corpus.data("data.shard-size=5");
    Path first = temporary.resolve("first");
    Path again = temporary.resolve("again");
    Path oneCore = temporary.resolve("one-core");
    String hash = prepare(data, first).manifest().contentHash();
    assertEquals(hash, prepare(data, again).manifest().contentHash());
    assertEquals(
        hash,
        Preparation.run(LocalSpark.session(1), data, 1, oneCore.toString())
            .manifest()
            .contentHash());

    Map<String, String> files = shards(first);
    assertEquals(5, files.size());
    assertEquals(files, shards(again));
    assertEquals(files, shards(oneCore));
    assertEquals("shard-00000.parquet", files.keySet().iterator().next());
    List<String> ids = new ArrayList<>();
    for (String shard : files.keySet()) {
      spark()
          .read()
          .parquet(first.resolve("samples").resolve(shard).toString())
          .collectAsList()
          .forEach(row -> ids.add(row.getString(0)));
    }
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals(23, ids.size());

    corpus.jpeg("images/3.jpg", 0x123456);
    assertNotEquals(hash, prepare(data, again).manifest().contentHash());
  }

  @Test
  void fractionsDontMoveSamplesWhenTheCorpusGrows() throws IOException {
    DataConfiguration data =
        corpus()
            .data(
                "data.table.split-column=\"\"",
                "data.labels=[kind]",
                "data.split-fractions={ train = 0.5, validation = 0.3, test = 0.2 }");
    corpus().sound(20);
    prepare(data, temporary.resolve("small"));
    corpus().sound(40);
    PrepareSummary summary = prepare(data, temporary.resolve("large"));
    Map<String, Row> small = samples(temporary.resolve("small"));
    Map<String, Row> large = samples(temporary.resolve("large"));
    small.forEach((id, row) -> assertEquals(row.getString(1), large.get(id).getString(1)));
    summary.manifest().splits().values().forEach(split -> assertTrue(split.pictures() > 0));
  }

  @Test
  void aFailedPreparationLeavesTheOldDataset() throws IOException {
    Path dataset = temporary.resolve("dataset");
    TestCorpus corpus = corpus().sound(4);
    String hash = prepare(corpus.data(), dataset).manifest().contentHash();
    corpus.text("images/1.jpg", "no picture").text("images/2.jpg", "");
    TooManyRejectsException thrown =
        assertThrows(
            TooManyRejectsException.class,
            () -> prepare(corpus.data("data.rejects-limit=0.25"), dataset));

    assertTrue(
        thrown.getMessage().contains("2 of 4 pictures were rejected (50.0 %; at most 25.0"),
        thrown.getMessage());
    assertTrue(thrown.getMessage().contains("images/2.jpg: the file is empty"));
    assertTrue(thrown.getMessage().contains("raise data.rejects-limit"));
    assertEquals(hash, PreparedDataset.open(spark(), dataset.toString()).manifest().contentHash());
    assertEquals(2, Files.readAllLines(temporary.resolve("dataset-rejects.jsonl")).size());

    prepare(corpus.data("data.rejects-limit=0.5"), dataset);
    assertEquals(2, samples(dataset).size());
    assertEquals(List.of("corpus", "dataset"), names(temporary));
    assertEquals(List.of("dataset.json", "index", "rejects.jsonl", "samples"), names(dataset));
  }

  @Test
  void anInterruptedSwapIsUndone() throws IOException {
    Path dataset = temporary.resolve("dataset");
    TestCorpus corpus = corpus().sound(4);
    prepare(corpus.data(), dataset);
    Files.move(dataset, temporary.resolve("dataset-replaced"));
    Files.createDirectories(dataset.resolve("samples"));
    corpus.text("labels.csv", TestCorpus.HEADER);
    assertThrows(TooManyRejectsException.class, () -> prepare(corpus.data(), dataset));
    assertEquals(4, samples(dataset).size());
  }

  @Test
  void refusesAFolderThatIsNoDataset() throws IOException {
    TestCorpus corpus = corpus().sound(1);
    IOException thrown =
        assertThrows(IOException.class, () -> prepare(corpus.data(), corpus.folder()));
    assertTrue(thrown.getMessage().contains("holds something else"), thrown.getMessage());
  }

  @Test
  void readsSeveralTablesAndFoldersWithOddNames() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus ü, 50%20"));
    corpus.jpeg("pictures/a [b] 100%.jpg", 1).jpeg("pictures/ü *?.jpg", 2).jpeg("c.jpg", 3);
    corpus.text("tables/x_train.tsv", "\uFEFFpicture\tkind\npictures/a [b] 100%.jpg\tboot\n");
    corpus.text("tables/x_dev.tsv", "kind\tpicture\n\tpictures/ü *?.jpg\nshoe\tc.jpg\n");
    Path dataset = temporary.resolve("dataset");
    prepare(
        corpus.data(
            "data.table.file=\"tables/*.tsv\"",
            "data.table.separator=\"\\t\"",
            "data.table.id-column=\"\"",
            "data.table.image-column=picture",
            "data.table.split-column=_file",
            "data.labels=[kind]"),
        dataset);
    Map<String, Row> samples = samples(dataset);
    assertEquals("train", samples.get("pictures/a [b] 100%.jpg").getString(1));
    assertEquals("validation", samples.get("c.jpg").getString(1));
    assertTrue(samples.get("pictures/ü *?.jpg").isNullAt(3));
  }

  private TestCorpus corpus() {
    return new TestCorpus(temporary.resolve("corpus"));
  }

  private TestCorpus oddCorpus() throws IOException {
    byte[] jpeg = TestCorpus.encoded("jpg", 0xaa5500);
    return corpus()
        .jpeg("images/a.jpg", 0xff0000)
        .file("images/b.png", TestCorpus.png16())
        .file("images/c.jpg", TestCorpus.cmyk())
        .jpeg("images/d.jpg", 0xff)
        .jpeg("images/a:b.jpg", 0xff)
        .jpeg("../secret.jpg", 0xff)
        .text("images/text.jpg", "This is no picture.")
        .file("images/short.jpg", Arrays.copyOf(jpeg, jpeg.length - 40))
        .file("images/empty.jpg", new byte[0])
        .text("labels.csv", ODD_ROWS);
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private static PrepareSummary prepare(DataConfiguration data, Path dataset) throws IOException {
    return Preparation.run(spark(), data, 1, dataset.toString());
  }

  private static Map<String, Row> samples(Path dataset) throws IOException {
    Map<String, Row> samples = new TreeMap<>();
    PreparedDataset.open(spark(), dataset.toString())
        .samples()
        .collectAsList()
        .forEach(row -> samples.put(row.getString(0), row));
    return samples;
  }

  private static List<String> rejects(Path dataset) throws IOException {
    return Files.readAllLines(dataset.resolve("rejects.jsonl")).stream()
        .map(line -> line.replace('"', '\''))
        .toList();
  }

  private static Map<String, String> shards(Path dataset) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String name : names(dataset.resolve("samples"))) {
      hashes.put(name, Sha256.of(Files.readAllBytes(dataset.resolve("samples").resolve(name))));
    }
    return hashes;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }
}
