package io.mscon.spark.preflight;

import io.mscon.model.FeatureMaps;
import io.mscon.model.NetworkSpec;

/** Is there anything left of a picture in the network's last stages? */
final class ImageSizeCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the image size";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    NetworkSpec network = context.network();
    FeatureMaps maps = FeatureMaps.of(network);
    int rows = context.microBatch() * context.configuration().train().views();
    if (rows * maps.last() * maps.last() < 2) {
      findings.configuration(
          "Invalid train.micro-batch: %d (with one view and one pixel in the last stage BatchNorm"
              + " has a single value; at least 2, or a larger image.size than %d)",
          context.microBatch(), network.imageSize());
    }
    int before = maps.stages().get(maps.stages().size() - 2);
    if (before == 1) {
      findings.warning(
          "image.size is %d: the network sees a single pixel from stage %d of 4 on (choose a"
              + " larger image.size, or model.stem = small-image)",
          network.imageSize(), maps.stages().indexOf(1) + 1);
    }
  }
}
