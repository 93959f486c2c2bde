package io.mscon.spark.preflight;

import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Weights;
import io.mscon.spark.data.InitialEncoder;
import java.io.IOException;

/** Does the encoder that the training shall begin with fit the network? */
final class InitialWeightsCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the initial weights";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    String file = context.configuration().model().initialWeights();
    if (file.isEmpty()) {
      return;
    }
    NetworkSpec network = context.network();
    Weights drawn =
        new Weights(InitialWeights.parameters(network, 0), InitialWeights.statistics(network));
    try {
      InitialEncoder.read(
          file, network, drawn, context.spark().sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      findings.configuration("%s", e.getMessage());
    }
  }
}
