package io.mscon.spark.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The files in UT-Zap50K's folders Category/SubCategory/Brand. Whatever is no file of an operating
 * system counts as a picture, so that nothing that was meant as one is passed over without a word.
 *
 * @param found columns {@link #KEY}, {@link #PICTURE}, {@link #BRAND}, {@link #PLACE}, {@link
 *     #FIRST}
 */
record Zappos50kPictures(List<Row> found) {
  /** What the picture's name and its CID have in common. */
  static final String KEY = "mscon key";

  /** The path below data.source. */
  static final String PICTURE = "mscon picture";

  /** From the folder. */
  static final String BRAND = "mscon brand";

  /** Number in the order of paths. */
  static final String PLACE = "mscon place";

  /** The path of the first picture with the same key, or null if it is this one. */
  static final String FIRST = "mscon first";

  private static final StructType SCHEMA =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(PICTURE, DataTypes.StringType)
          .add(BRAND, DataTypes.StringType)
          .add(PLACE, DataTypes.LongType)
          .add(FIRST, DataTypes.StringType);

  private static final Set<String> OF_SYSTEMS = Set.of("thumbs.db", "desktop.ini", "__macosx");
  private static final int FOLDERS = 3;

  /** Lists the files in a folder of the corpus and below. */
  static Zappos50kPictures in(CorpusFolder folder, String images) throws IOException {
    List<Row> found = new ArrayList<>();
    Map<String, String> first = new HashMap<>();
    for (String path : folder.listFiles(images)) {
      String below = path.substring(images.length() + 1);
      if (!isOfSystem(below)) {
        String key = key(path.substring(path.lastIndexOf('/') + 1));
        String before = first.putIfAbsent(key, path);
        found.add(RowFactory.create(key, path, brand(below), (long) found.size(), before));
      }
    }
    return new Zappos50kPictures(found);
  }

  private static boolean isOfSystem(String path) {
    for (String name : path.toLowerCase(Locale.ROOT).split("/")) {
      if (name.startsWith(".") || OF_SYSTEMS.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static String key(String fileName) {
    String name = BrandName.decoded(fileName);
    int dot = name.lastIndexOf('.');
    return cidKey(dot < 0 ? name : name.substring(0, dot));
  }

  /** The CID 7965196-307 and the file 7965196.307.jpg have the same key. */
  static String cidKey(String cid) {
    return cid.replaceAll(CID_SEPARATORS, "-");
  }

  /** For Spark's regexp_replace. */
  static final String CID_SEPARATORS = "[^A-Za-z0-9]+";

  /** A picture that is not within three folders belongs to no brand. */
  private static String brand(String path) {
    String[] parts = path.split("/");
    return parts.length > FOLDERS ? BrandName.of(parts[parts.length - 2]) : null;
  }

  Dataset<Row> dataset(SparkSession spark) {
    return spark.createDataFrame(found, SCHEMA);
  }
}
