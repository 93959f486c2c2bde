package io.mscon.spark.prepare;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** A small corpus in a folder of its own. */
record TestCorpus(Path folder) {
  static final String HEADER = "id,image,split,kind,tags,heel\n";

  TestCorpus file(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  TestCorpus text(String path, String content) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  TestCorpus jpeg(String path, int colour) throws IOException {
    return file(path, encoded("jpg", colour));
  }

  /** Sound pictures 0 ... count-1 with a row each. */
  TestCorpus sound(int count) throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < count; i++) {
      jpeg("images/" + i + ".jpg", i * 7919);
      String split = i % 4 == 3 ? "test" : i % 4 == 2 ? "val" : "train";
      Object[] cells = {i, i, split, i % 3, i % 2, i};
      rows.append(String.format("p%02d,images/%d.jpg,%s,k%d,a;b%d,%d%n", cells));
    }
    return text("labels.csv", rows.toString());
  }

  DataConfiguration data(String... settings) {
    return configuration(settings).data();
  }

  Configuration configuration(String... settings) {
    List<String> all = new ArrayList<>();
    all.add("data.source=\"" + folder + "\"");
    all.add(
        "data.labels=[kind, { name = tags, kind = multi-valued },"
            + " { name = heel, kind = continuous }]");
    all.addAll(Arrays.asList(settings));
    return ConfigurationReader.read("", "", all);
  }

  static byte[] encoded(String format, int colour) throws IOException {
    BufferedImage image = new BufferedImage(24, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(colour & 0xffffff));
    graphics.fillOval(2, 2, 18, 16);
    graphics.dispose();
    return encoded(image, format);
  }

  static byte[] png16() throws IOException {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1, DataBuffer.TYPE_USHORT);
    WritableRaster raster = colours.createCompatibleWritableRaster(9, 9);
    raster.setSample(4, 4, 0, 40_000);
    return encoded(new BufferedImage(colours, raster, false, null), "png");
  }

  static byte[] cmyk() throws IOException {
    try (InputStream in = TestCorpus.class.getResourceAsStream("cmyk.jpg")) {
      return in.readAllBytes();
    }
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("No writer of " + format);
    }
    return bytes.toByteArray();
  }
}
