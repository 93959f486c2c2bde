package io.mscon.eval.report.embedding;

import static org.apache.spark.sql.functions.col;

import io.mscon.eval.page.Thumbnail;
import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.image.JpegEncoder;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Small pictures of samples. */
public final class Thumbnails {
  private static final int LONGEST_SIDE = 96;
  private static final float JPEG_QUALITY = 0.8f;

  private Thumbnails() {}

  private record Painted(String id, byte[] jpeg) implements Serializable {}

  /**
   * Makes them on the executors.
   *
   * @param dataset that holds the samples
   * @param ids of the samples
   * @param pixelLimit most pixels of a picture
   * @return JPEG by id; samples that can't be decoded, or are not there, have none
   */
  public static Map<String, byte[]> of(
      PreparedDataset dataset, Collection<String> ids, long pixelLimit) {
    Map<String, byte[]> thumbnails = new HashMap<>();
    dataset
        .samples()
        .where(col("id").isInCollection(ids))
        .select("id", "image")
        .javaRDD()
        .mapPartitions(rows -> paint(rows, pixelLimit))
        .collect()
        .forEach(painted -> thumbnails.put(painted.id(), painted.jpeg()));
    return thumbnails;
  }

  private static Iterator<Painted> paint(Iterator<Row> rows, long pixelLimit) throws IOException {
    List<Painted> painted = new ArrayList<>();
    if (!rows.hasNext()) {
      return painted.iterator();
    }
    try (ImageDecoder decoder = new ImageDecoder(pixelLimit);
        JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        try {
          painted.add(new Painted(row.getString(0), jpeg(encoder, decoder.decode(row.getAs(1)))));
        } catch (ImageRejectedException e) {
          // The page says of each sample without a picture that there is none.
          continue;
        }
      }
    }
    return painted.iterator();
  }

  private static byte[] jpeg(JpegEncoder encoder, DecodedImage image) throws IOException {
    int width = Thumbnail.width(image, LONGEST_SIDE);
    return encoder.encode(Thumbnail.buffered(width, Thumbnail.of(image, LONGEST_SIDE)));
  }
}
