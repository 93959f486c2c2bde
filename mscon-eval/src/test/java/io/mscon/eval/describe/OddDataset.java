package io.mscon.eval.describe;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.eval.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.prepare.Preparation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A prepared dataset with all that makes descriptions hard: 60 pictures, an empty test split, a
 * constant label, one that is missing everywhere, sets, numbers with ties, two labels that say the
 * same, labels that are HTML, and rejects.
 */
final class OddDataset {
  static final String HOSTILE_LABEL = "<i onclick=alert(1)>evil</i>";
  static final String SCRIPT = "<script>alert('1')</script>";
  static final String BROKEN_TAG = "\"><img src=http://x/y.png onerror=alert(2)>";
  static final String TURNING = "\u202Egnp&amp;\u0007";
  static final int PICTURES = 60;
  static final List<String> METRICS = List.of("kind", "shape", "tags");

  private static final String[] HOSTILE = {SCRIPT, BROKEN_TAG, TURNING};

  private OddDataset() {}

  /** Prepares it below a folder. */
  static PreparedDataset prepare(Path folder) throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    StringBuilder rows = new StringBuilder("id,image,split,kind,shape,tags,heel,same,none,evil\n");
    for (int i = 0; i < PICTURES; i++) {
      write(corpus.resolve(i + ".png"), i);
      rows.append(row(i));
    }
    rows.append("gone,gone.png,train,k0,s0,,1,same,,\n");
    rows.append(quoted("<b>lost</b>")).append(",lost.png,train,k0,s0,,1,same,,\n");
    rows.append("text,labels.csv,train,k0,s0,,1,same,,\n");
    Files.writeString(corpus.resolve("labels.csv"), rows.toString());
    String dataset = folder.resolve("dataset").toString();
    Configuration configuration = configuration("data.source=\"" + corpus + "\"");
    Preparation.run(LocalSpark.session(), configuration.data(), 1, dataset);
    return PreparedDataset.open(LocalSpark.session(), dataset);
  }

  /** The settings it was prepared with, and others. */
  static Configuration configuration(String... settings) {
    List<String> all = new ArrayList<>();
    all.add("data.rejects-limit=0.2");
    all.add(
        "data.labels=[kind, shape, { name = tags, kind = multi-valued }, { name = heel, kind ="
            + " continuous }, same, none, { name = \""
            + HOSTILE_LABEL
            + "\", column = evil }]");
    all.add("metrics=[" + String.join(",", METRICS) + "]");
    all.add("image.size=16");
    all.addAll(Arrays.asList(settings));
    return ConfigurationReader.read("", "", all);
  }

  /** Kind and shape are the same in other words; a fifth of the pictures has no kind. */
  private static String row(int i) {
    String kind = i % 5 == 4 ? "" : "k" + i % 3;
    String tags = i % 7 == 0 ? "" : i % 2 == 0 ? "a;b" + i % 3 : "c";
    String heel = i == 1 ? "low" : i % 4 == 0 ? "" : i % 4 == 1 ? "0" : Double.toString(i / 8.0);
    String evil = i % 6 == 5 ? "" : HOSTILE[i % 7 % 3];
    return String.join(
            ",",
            "p" + i,
            i + ".png",
            i % 4 == 3 ? "val" : "train",
            kind,
            "s" + i % 3,
            tags,
            heel,
            i % 2 == 0 ? "same" : "",
            "",
            quoted(evil))
        + "\n";
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private static void write(Path file, int number) throws IOException {
    BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color((number + 1) * 7919 & 0xffffff));
    graphics.fillOval(4, 3, 20, 14);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
