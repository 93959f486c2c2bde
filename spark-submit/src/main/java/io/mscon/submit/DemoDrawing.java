package io.mscon.submit;

import io.mscon.image.demo.DemoCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Draws the demo's corpus once.
 *
 * @param corpus where it is, or is written to
 * @param context for messages
 */
record DemoDrawing(Path corpus, Context context) {
  /** Written last by the corpus: where it stands, the corpus is complete. */
  private static final String COMPLETE = "ut-zap50k-data/meta-data.csv";

  private static final String UNFINISHED = ".unfinished";

  /**
   * Draws it if it isn't there.
   *
   * @param seed of the pictures
   */
  void draw(long seed) throws IOException {
    if (Files.exists(corpus.resolve(COMPLETE))) {
      return;
    }
    if (Files.exists(corpus)) {
      throw new UsageException(
          "Cannot write " + corpus + ": it holds no whole corpus (remove it, or choose another)");
    }
    context.print("Drawing " + DemoCorpus.DEFAULT_PICTURES + " shoes into " + corpus);
    // Under another name until it is whole, so that an interrupted demo can start again.
    Path unfinished = corpus.resolveSibling(corpus.getFileName() + UNFINISHED);
    if (Files.exists(unfinished)) {
      Folders.remove(unfinished);
    }
    DemoCorpus.write(unfinished, seed, DemoCorpus.DEFAULT_PICTURES);
    Files.move(unfinished, corpus);
  }
}
