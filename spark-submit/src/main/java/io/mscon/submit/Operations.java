package io.mscon.submit;

import io.mscon.config.Configuration;
import io.mscon.run.StepReport;
import io.mscon.spark.cluster.SparkSessions;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** The stages as the other modules do them, on one Spark session that starts when it is needed. */
final class Operations implements Stages {
  private SparkSession session;

  @Override
  public String prepare(RunSetup setup) throws IOException {
    Configuration configuration = setup.configuration();
    return Preparation.run(
            spark(setup), configuration.data(), configuration.seed(), setup.dataset())
        .toString();
  }

  @Override
  public String train(RunSetup setup, boolean resume, Consumer<StepReport> progress) {
    throw new UnsupportedOperationException("Cannot train: this build has no trainer");
  }

  @Override
  public String probe(RunSetup setup) {
    throw new UnsupportedOperationException("Cannot probe: this build has no probes");
  }

  @Override
  public String report(RunSetup setup) {
    throw new UnsupportedOperationException("Cannot report: this build has no reports");
  }

  @Override
  public String verifyLoss(List<Path> files, boolean float32) {
    throw new UnsupportedOperationException("Cannot verify the loss: this build has no verifier");
  }

  @Override
  public void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }

  private SparkSession spark(RunSetup setup) {
    if (session == null) {
      session = SparkSessions.open("mscon " + setup.run(), setup.master());
    }
    return session;
  }
}
