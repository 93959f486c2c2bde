package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Compares a dataset with what the drawn corpus has. */
@Command(
    name = "verify-dataset",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Compares a dataset with the expected.json of the drawn corpus that it was prepared from",
      "(data.source): pictures, labels, and every line of rejects.jsonl."
    })
final class VerifyDatasetCommand extends StageCommand {
  VerifyDatasetCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(stages.verifyDataset(setup));
  }
}
