package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.image.ImageRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links may lead around in the corpus, not out of it. */
class LinksTest {
  @TempDir Path temporary;
  private Path corpus;
  private Path outside;

  @BeforeEach
  void write() throws IOException {
    corpus = Files.createDirectories(temporary.resolve("corpus/images")).getParent();
    outside = Files.createDirectories(temporary.resolve("corpus-secret"));
    Files.writeString(outside.resolve("secret.jpg"), "secret");
    Files.writeString(corpus.resolve("images/a.jpg"), "a");
  }

  @Test
  void aLinkedFileOutside() throws IOException {
    Files.createSymbolicLink(corpus.resolve("images/b.jpg"), outside.resolve("secret.jpg"));
    Files.createSymbolicLink(
        corpus.resolve("images/c.jpg"), Path.of("../../corpus-secret/secret.jpg"));
    assertLeaves("images/b.jpg");
    assertLeaves("images/c.jpg");
  }

  @Test
  void aLinkedFolderOutside() throws IOException {
    Files.createSymbolicLink(corpus.resolve("more"), outside);
    assertLeaves("more/secret.jpg");
  }

  @Test
  void aChainOfLinks() throws IOException {
    Files.createSymbolicLink(corpus.resolve("one.jpg"), outside.resolve("secret.jpg"));
    Files.createSymbolicLink(corpus.resolve("two.jpg"), corpus.resolve("one.jpg"));
    assertLeaves("two.jpg");
  }

  @Test
  void linksWithinTheCorpus() throws IOException, ImageRejectedException {
    Files.createSymbolicLink(corpus.resolve("b.jpg"), Path.of("images/a.jpg"));
    Files.createSymbolicLink(corpus.resolve("pictures"), corpus.resolve("images"));
    assertEquals(1, state(corpus, "b.jpg").length());
    assertEquals(1, state(corpus, "pictures/a.jpg").length());
  }

  @Test
  void theCorpusMayBeALink() throws IOException, ImageRejectedException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), corpus);
    assertEquals(1, state(link, "images/a.jpg").length());
  }

  @Test
  void linksToNothingAndToThemselves() throws IOException {
    Files.createSymbolicLink(corpus.resolve("gone.jpg"), outside.resolve("gone.jpg"));
    Files.createSymbolicLink(corpus.resolve("self.jpg"), Path.of("self.jpg"));
    assertEquals("no such file", reason("gone.jpg"));
    assertEquals("no such file", reason("self.jpg").substring(0, 12));
  }

  @Test
  void listingComesOutOfLinksToFoldersAbove() throws IOException {
    Files.createSymbolicLink(corpus.resolve("images/up"), corpus);
    Files.createSymbolicLink(corpus.resolve("images/same"), corpus.resolve("images"));
    CorpusFolder folder = CorpusFolder.open(corpus.toString(), new Configuration());
    assertEquals(List.of("images/a.jpg", "images/same", "images/up"), folder.listFiles("images"));
  }

  private void assertLeaves(String file) {
    assertEquals(
        "a symbolic link leads out of the corpus, to " + outside.resolve("secret.jpg"),
        reason(file));
  }

  private String reason(String file) {
    return assertThrows(ImageRejectedException.class, () -> state(corpus, file)).getMessage();
  }

  private static FileState state(Path root, String file)
      throws IOException, ImageRejectedException {
    return new LocalFiles(root.toString()).state(file);
  }
}
