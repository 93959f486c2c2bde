package io.mscon.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What {@code prepare} reads; keys under {@code data}, explained in reference.conf.
 *
 * @param source folder of the raw corpus
 * @param layout how the corpus is laid out
 * @param table the table's columns, for layout table
 * @param zappos50k the folders, for layout zappos50k
 * @param splitFractions shares of the splits where no column gives them
 * @param splitStratifyBy label whose values have these shares too, or empty
 * @param splitGroupColumn column whose values are in one split each, or empty
 * @param duplicates what becomes of pictures that stand twice
 * @param pictures how pictures are stored
 * @param labels the labels to keep
 * @param rejectsLimit largest share of rejected pictures
 * @param pixelLimit most pixels of a picture
 * @param shardSize pictures per Parquet file
 */
public record DataConfiguration(
    String source,
    Layout layout,
    Table table,
    Zappos50k zappos50k,
    SplitFractions splitFractions,
    String splitStratifyBy,
    String splitGroupColumn,
    DuplicatePolicies duplicates,
    Pictures pictures,
    List<Label> labels,
    double rejectsLimit,
    long pixelLimit,
    int shardSize) {

  /** Layouts of a raw corpus. */
  public enum Layout {
    /** A table of pictures and labels. */
    TABLE,
    /** UT-Zap50K as distributed. */
    ZAPPOS50K
  }

  /**
   * A table.
   *
   * @param file path or glob below the source
   * @param separator between two columns
   * @param idColumn column of the samples' names, or empty
   * @param imageColumn column of the pictures' paths
   * @param splitColumn column of the splits, or empty
   */
  public record Table(
      String file, String separator, String idColumn, String imageColumn, String splitColumn) {}

  /**
   * Folders of UT-Zap50K.
   *
   * @param images folder of the pictures
   * @param metadata table of the labels
   */
  public record Zappos50k(String images, String metadata) {}

  /**
   * Shares that add up to 1.
   *
   * @param train share of the training split
   * @param validation share of the validation split
   * @param test share of the test split
   */
  public record SplitFractions(double train, double validation, double test) {}

  /** What becomes of a picture that stands twice. */
  public enum DuplicatePolicy {
    /** It stays, and is listed. */
    KEEP,
    /** It is rejected. */
    DROP,
    /** Nothing is prepared. */
    FAIL
  }

  /**
   * What becomes of pictures that stand twice.
   *
   * @param sameId under the same id; not keep, since ids name the samples
   * @param samePicture with the same bytes under two ids of a split
   * @param acrossSplits with the same bytes in two splits
   */
  public record DuplicatePolicies(
      DuplicatePolicy sameId, DuplicatePolicy samePicture, DuplicatePolicy acrossSplits) {}

  /** What is stored of a picture. */
  public enum Storing {
    /** The bytes of its file. */
    AS_THEY_ARE,
    /** Written anew: upright, RGB, not larger than needed. */
    RE_ENCODED
  }

  /** Formats of pictures that are written anew. */
  public enum PictureFormat {
    /** Without loss. */
    PNG,
    /** With loss. */
    JPEG
  }

  /**
   * How pictures are stored; the other values only count for those that are re-encoded.
   *
   * @param stored what is stored
   * @param size the longest that the shorter side may be, in pixels; 0 where pictures stay as they
   *     are
   * @param format of the stored picture
   * @param quality of JPEG, above 0 and at most 1
   */
  public record Pictures(Storing stored, int size, PictureFormat format, double quality)
      implements Serializable {
    /** What {@link #description} says of pictures that keep their files' bytes. */
    public static final String AS_THEY_ARE = "as they are";

    /** Names all that decides the stored bytes besides the file's own. */
    public String description() {
      if (stored == Storing.AS_THEY_ARE) {
        return AS_THEY_ARE;
      }
      String quality = format == PictureFormat.JPEG ? " of quality " + this.quality : "";
      return String.format(
          Locale.ROOT, "re-encoded, shorter side at most %d, %s%s", size, format, quality);
    }
  }

  /** Kinds of label. */
  public enum LabelKind {
    /** One of several values. */
    CATEGORICAL,
    /** A set of values. */
    MULTI_VALUED,
    /** A number. */
    CONTINUOUS
  }

  /**
   * A label.
   *
   * @param name its name in the dataset
   * @param column its column in the table
   * @param kind what its values are
   * @param separator between the values of a multi-valued cell
   * @param minimumCount categories with fewer pictures become missing
   */
  public record Label(
      String name, String column, LabelKind kind, String separator, int minimumCount) {}
}
