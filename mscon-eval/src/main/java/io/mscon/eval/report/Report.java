package io.mscon.eval.report;

import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.html.ReportPage;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** A run's report, for people: a table in Markdown, an HTML page, a model card. */
public final class Report {
  private Report() {}

  /**
   * Writes {@link RunFiles#REPORT_PAGE}, {@link RunFiles#MODEL_CARD} and {@link RunFiles#REPORT}.
   *
   * @param spark reads features and pictures
   * @param run the run's folder
   * @param dataset folder of the prepared dataset, for the pictures; if it is not there, the page
   *     says so
   * @return the table
   * @throws IOException if the folder holds no run, or reading or writing fails
   */
  public static String write(SparkSession spark, Storage run, String dataset) throws IOException {
    RunContents contents = RunContents.read(run);
    String text = TextReport.of(contents);
    run.writeText(
        RunFiles.REPORT_PAGE,
        ReportPage.of(contents, new EmbeddingLook(spark, contents, run).at(dataset)));
    run.writeText(RunFiles.MODEL_CARD, ModelCard.of(contents));
    run.writeText(RunFiles.REPORT, text);
    return text + "\nPage: " + run.location() + "/" + RunFiles.REPORT_PAGE + "\n";
  }
}
