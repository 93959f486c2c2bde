package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration;
import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationProblemsTest {
  @TempDir Path folder;

  @Test
  void missingFolder() {
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        List.of("Cannot prepare: folder " + nowhere + " does not exist (set data.source)"),
        problems(corpus().data("data.source=\"" + nowhere + "\"")));
    assertEquals(
        List.of("Cannot prepare: no folder (set data.source)"),
        problems(corpus().data("data.source=\"\"")));
  }

  @Test
  void labelsThatMakeNoColumns() {
    List<String> problems = problems(corpus().data("data.labels=[Split, kind, Kind, a.b]"));
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("Invalid label name: Split (every dataset has such"));
    assertTrue(problems.get(1).startsWith("Invalid label name: Kind (differs"), problems.get(1));
    assertTrue(problems.get(2).startsWith("Invalid label name: 'a.b'"), problems.get(2));
    assertTrue(problems(corpus().data("data.labels=[]")).get(0).contains("must name a label"));
  }

  @Test
  void missingTable() {
    assertEquals(1, problems(corpus().data()).size());
    assertTrue(
        problems(corpus().data()).get(0).endsWith("no table labels.csv (set data.table.file)"));
  }

  @Test
  void allMissingColumnsAtOnce() throws IOException {
    corpus().text("labels.csv", "id,img,spl,kin,tags\n1,2,3,4,5\n");
    assertEquals(
        List.of(
            "Cannot prepare labels.csv: no column 'image' (did you mean 'img'? "
                + "has: id, img, spl, kin, tags; set data.table.image-column)",
            "Cannot prepare labels.csv: no column 'split' (did you mean 'spl'? "
                + "has: id, img, spl, kin, tags; "
                + "set data.table.split-column, or to \"\" to split by data.split-fractions)",
            "Cannot prepare labels.csv: no column 'kind' (did you mean 'kin'? "
                + "has: id, img, spl, kin, tags; set the column of label kind)",
            "Cannot prepare labels.csv: no column 'heel' ("
                + "has: id, img, spl, kin, tags; set the column of label heel)"),
        problems(corpus().data()));
  }

  @Test
  void emptyTableFile() throws IOException {
    corpus().text("labels.csv", "");
    assertEquals(
        List.of(
            "Cannot prepare labels.csv: the file is empty (must begin with a line of column names;"
                + " mend or remove it)"),
        problems(corpus().data()));
  }

  @Test
  void unknownSplits() throws IOException {
    corpus()
        .text(
            "labels.csv",
            TestCorpus.HEADER
                + "1,a.jpg,Train,k,t,1\n2,b.jpg,holdout,k,t,1\n3,c.jpg,,k,t,1\n4,d.jpg,holdout,k,t,1\n");
    assertEquals(
        List.of(
            "Cannot prepare labels.csv: column 'split' has 2 unknown splits: '' (1 rows), "
                + "'holdout' (2 rows) (must be train, validation, val, dev or test; "
                + "set data.table.split-column)"),
        problems(corpus().data()));
  }

  @Test
  void aPatternThatIsNone() throws IOException {
    List<String> problems = problems(corpus().data("data.table.file=\"{a\""));
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).endsWith("(set data.table.file)"), problems.get(0));
  }

  @Test
  void missingFoldersOfZappos() {
    List<String> problems = problems(corpus().data("data.layout=zappos50k"));
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(
        problems
            .get(0)
            .endsWith("ut-zap50k-images-square does not exist (set data.zappos50k.images)"),
        problems.get(0));
    assertTrue(
        problems
            .get(1)
            .endsWith("no table ut-zap50k-data/meta-data.csv (set data.zappos50k.metadata)"),
        problems.get(1));
  }

  @Test
  void severalTablesOfZappos() throws IOException {
    corpus().text("a.csv", "CID\n").text("b.csv", "CID\n").jpeg("images/A/B/C/1.1.jpg", 1);
    assertEquals(
        List.of(
            "Cannot prepare file:"
                + folder
                + ": 2 tables match *.csv (set data.zappos50k.metadata)"),
        problems(
            corpus()
                .data(
                    "data.layout=zappos50k",
                    "data.zappos50k.images=images",
                    "data.zappos50k.metadata=\"*.csv\"")));
  }

  private TestCorpus corpus() {
    return new TestCorpus(folder);
  }

  private List<String> problems(DataConfiguration data) {
    return assertThrows(
            ConfigurationException.class,
            () ->
                Preparation.run(
                    LocalSpark.session(), data, 1, folder.resolve("dataset").toString()))
        .problems();
  }
}
