package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as people have them: many files, Parquet, numbers for labels, other file systems. */
class TablesOfAnythingTest {
  private static final String LABELS =
      "data.labels=[kind, { name = tags, kind = multi-valued }, { name = heel, kind = continuous }]";

  @TempDir Path temporary;
  private TestCorpus corpus;

  /** Local files under another scheme, which only the Hadoop client knows. */
  public static final class OtherFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("other:///");
    }
  }

  @BeforeEach
  void drawPictures() throws IOException {
    corpus = new TestCorpus(temporary.resolve("corpus [1] 50%20"));
    for (int i = 0; i < 4; i++) {
      corpus.jpeg("images/" + i + ".jpg", i * 7919);
    }
  }

  @Test
  void parquetGivesWhatCsvGives() throws IOException {
    corpus.text(
        "labels.csv",
        TestCorpus.HEADER
            + "0,images/0.jpg,train,7,a;b,1.5\n1,images/1.jpg,test,8,,\n"
            + "2,images/2.jpg,train,,c,-3\n3,images/3.jpg,dev,true,c,1.0E10\n");
    write(
        "SELECT * FROM VALUES (0L, 'images/0.jpg', 'train', 7, array('b', 'a', null), 1.5D),"
            + " (1L, ' images/1.jpg', 'test', 8, array(), double('NaN')),"
            + " (2L, 'images/2.jpg', 'train', null, array('c'), -3D)"
            + " AS t(id, image, split, kind, tags, heel)",
        "parts/a.parquet");
    write(
        "SELECT '3' AS id, float(1e10) AS heel, array('c') AS tags, 'unused' AS more,"
            + " true AS kind, 'dev' AS split, 'images/3.jpg' AS image",
        "parts/b.parquet");
    assertEquals(
        prepare().manifest().contentHash(),
        prepare("data.table.file=\"parts/*.parquet\"").manifest().contentHash());
  }

  @Test
  void aListsValueIsNeverTakenApart() throws IOException {
    write(
        "SELECT '0' AS id, 'images/0.jpg' AS image, 'train' AS split, 'k' AS kind, 1 AS heel,"
            + " array('a;b') AS tags"
            + " UNION ALL SELECT '1', 'images/1.jpg', 'train', 'k', 1, array('c')",
        "labels.parquet");
    prepare("data.table.file=labels.parquet", "data.rejects-limit=1");
    List<String> rejects = rejects();
    assertEquals(1, rejects.size());
    assertTrue(
        rejects.get(0).contains("row 1: a value in column 'tags' holds ';' (set another separator"),
        rejects.get(0));
    prepare(
        "data.table.file=labels.parquet",
        "data.labels=[{ name = tags, kind = multi-valued, separator = \"|\" }]");
    assertEquals(List.of("a;b"), samples().get("0").getList(3));
  }

  @Test
  void columnsThatHoldNoCells() throws IOException {
    write(
        "SELECT '0' AS id, 'images/0.jpg' AS image, 'train' AS split, struct(1 AS a) AS kind,"
            + " map('a', 1) AS tags, encode('x', 'UTF-8') AS heel",
        "labels.parquet");
    List<String> problems = problems("data.table.file=\"labels.parquet\"");
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(
        problems
            .get(0)
            .endsWith("'kind' is of type struct<a:int> (must be text, numbers or lists)"),
        problems.get(0));
    assertTrue(problems.get(1).contains("'tags' is of type map<string,int>"), problems.get(1));
    assertTrue(problems.get(2).contains("'heel' is of type binary"), problems.get(2));
  }

  @Test
  void filesThatAreNoParquet() throws IOException {
    corpus.text("empty.parquet", "").text("text.parquet", "id,image\n");
    assertEquals(
        List.of(
            "Cannot prepare empty.parquet: the file is empty (mend or remove it)",
            "Cannot prepare text.parquet: not a whole Parquet file (write it again, or give it"
                + " another name)"),
        problems("data.table.file=\"*.parquet\""));
  }

  @Test
  void manyFilesInFoldersAndCompressed() throws IOException {
    for (int i = 0; i < 3; i++) {
      corpus.text("t/" + i + "/part.csv", TestCorpus.HEADER + row(i));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write((TestCorpus.HEADER + row(3)).getBytes(StandardCharsets.UTF_8));
    }
    corpus.file("t/3/part.csv.gz", bytes.toByteArray()).text("t/3/_SUCCESS", "");
    assertEquals(4, prepare("data.table.file=\"t/*\"").pictures());
  }

  @Test
  void everyBadFileIsTold() throws IOException {
    corpus
        .text("a.csv", TestCorpus.HEADER + "0,\"images/0.jpg\n")
        .file("b.csv", "id,image\n\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
        .text("c.csv", "")
        .text("d.csv", TestCorpus.HEADER + row(0))
        .text("e.csv", TestCorpus.HEADER + "\0");
    assertEquals(
        List.of(
            "Cannot prepare a.csv, line 2: a quote in this row never ends (double quotes in a cell)",
            "Cannot prepare b.csv, line 2: not UTF-8 (save the table as UTF-8, or: iconv -f"
                + " WINDOWS-1252 -t UTF-8)",
            "Cannot prepare c.csv: the file is empty (must begin with a line of column names; mend"
                + " or remove it)",
            "Cannot prepare e.csv, line 2: a NUL character (mend the file; if it is UTF-16, save as"
                + " UTF-8)"),
        problems("data.table.file=\"*.csv\""));
  }

  @Test
  void headersThatDontFit() throws IOException {
    corpus
        .text("a.csv", "id,image,split,kind,kind,tags,heel\n")
        .text("b.csv", "id,image,split,tags,heel\n")
        .text("c.csv", "id,image,split,tags,heel\n");
    assertEquals(
        List.of(
            "Cannot prepare a.csv: column 'kind' stands twice in the header (rename one)",
            "Cannot prepare b.csv and 1 more tables: no column 'kind' (did you mean 'id'? has: id,"
                + " image, split, tags, heel; set the column of label kind)"),
        problems("data.table.file=\"*.csv\""));
  }

  @Test
  void raggedRowsAreRejects() throws IOException {
    corpus.text(
        "labels.csv",
        TestCorpus.HEADER
            + row(0)
            + "1,images/1.jpg,train,a,b,c,1\n"
            + "\n"
            + TestCorpus.HEADER
            + "2,images/2.jpg\n"
            + row(3));
    assertEquals(2, prepare("data.rejects-limit=1").pictures());
    assertEquals(
        List.of(
            "{'image':'','id':'','reason':'labels.csv, line 3: 7 cells, not 6 as in the header"
                + " (put cells that hold ',' in quotes)'}",
            "{'image':'','id':'','reason':'labels.csv, line 5: the header again (remove the"
                + " line)'}",
            "{'image':'','id':'','reason':'labels.csv, line 6: 2 cells, not 6 as in the header"
                + " (put cells that hold ',' in quotes)'}"),
        rejects());
  }

  @Test
  void anyFileSystemOfTheHadoopClient() throws IOException {
    corpus.text("labels.csv", TestCorpus.HEADER + row(0) + row(1));
    spark()
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.other.impl", OtherFileSystem.class.getName());
    String hash = prepare().manifest().contentHash();
    String folder = corpus.folder().toString();
    assertEquals(hash, prepare("data.source=\"file:" + folder + "\"").manifest().contentHash());
    assertEquals(hash, prepare("data.source=\"other:" + folder + "\"").manifest().contentHash());
    Files.copy(corpus.folder().resolve("labels.csv"), temporary.resolve("elsewhere.csv"));
    assertEquals(
        hash,
        prepare("data.table.file=\"other:" + temporary.resolve("elsewhere.csv") + "\"")
            .manifest()
            .contentHash());
  }

  private static String row(int i) {
    return i + ",images/" + i + ".jpg,train,k,t,1\n";
  }

  private void write(String query, String path) throws IOException {
    Path folder = temporary.resolve("written");
    spark().sql(query).coalesce(1).write().mode("overwrite").parquet(folder.toString());
    try (var files = Files.list(folder)) {
      Path part =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      corpus.file(path, Files.readAllBytes(part));
    }
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private PrepareSummary prepare(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(LABELS));
    all.addAll(List.of(settings));
    return Preparation.run(
        spark(), corpus.data(all.toArray(String[]::new)), 1, dataset().toString());
  }

  private Path dataset() {
    return temporary.resolve("dataset");
  }

  private List<String> problems(String... settings) {
    return assertThrows(ConfigurationException.class, () -> prepare(settings)).problems();
  }

  private List<String> rejects() throws IOException {
    return Files.readAllLines(dataset().resolve("rejects.jsonl")).stream()
        .map(line -> line.replace('"', '\''))
        .toList();
  }

  private Map<String, Row> samples() throws IOException {
    Map<String, Row> samples = new TreeMap<>();
    PreparedDataset.open(spark(), dataset().toString())
        .samples()
        .collectAsList()
        .forEach(row -> samples.put(row.getString(0), row));
    return samples;
  }
}
