package io.mscon.eval.study;

import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Compares runs and writes what comes out for people, papers and programs. */
public final class Comparisons {
  /** Tables in Markdown. */
  public static final String MARKDOWN = "comparison.md";

  /** Tables for LaTeX with the package booktabs. */
  public static final String LATEX = "comparison.tex";

  /** Every figure, a row each. */
  public static final String CSV = "comparison.csv";

  /** The page, with plots. */
  public static final String PAGE = "study.html";

  private Comparisons() {}

  /**
   * Compares and writes.
   *
   * @param spark reads predictions
   * @param folders of studies and of trained and probed runs; those with the same settings but for
   *     the seed are averaged, and the first one's group is what the others are compared with
   * @param output gets the files
   * @return the tables, in Markdown
   * @throws IOException if a folder holds neither, runs were probed on different datasets, or
   *     reading or writing fails
   */
  public static String write(SparkSession spark, List<String> folders, Storage output)
      throws IOException {
    Comparison comparison = ComparedFolders.read(spark, folders);
    String tables = ComparisonMarkdown.of(comparison);
    output.writeText(MARKDOWN, tables);
    output.writeText(LATEX, ComparisonLatex.of(comparison));
    output.writeText(CSV, ComparisonCsv.of(comparison));
    output.writeText(PAGE, StudyPage.of(comparison));
    return tables;
  }
}
