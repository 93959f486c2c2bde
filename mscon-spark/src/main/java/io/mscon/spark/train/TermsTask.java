package io.mscon.spark.train;

import io.mscon.loss.RowTerms;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * The middle job of a large step: the loss terms of a lane's rows.
 *
 * @param batch all rows
 * @param lanes how many share them
 * @param withTemperature whether the temperature's gradient is wanted
 */
record TermsTask(Broadcast<GlobalBatch> batch, int lanes, boolean withTemperature)
    implements Serializable {

  /** Per metric, the terms of a lane's rows. */
  RowTerms[] terms(int lane) {
    GlobalBatch all = batch.value();
    RowTerms[] terms = new RowTerms[all.metrics().size()];
    for (int metric = 0; metric < terms.length; metric++) {
      terms[metric] =
          all.loss(metric).terms(all.unitRows(metric), all.samplesOf(lane, lanes), withTemperature);
    }
    return terms;
  }
}
