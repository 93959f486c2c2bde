package io.mscon.spark.preflight;

import io.mscon.run.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Can the run's folder be written to? */
final class RunFolderCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the run's folder";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    Storage run = context.run();
    String token = UUID.randomUUID().toString();
    String path = "_preflight-" + token;
    byte[] written = token.getBytes(StandardCharsets.UTF_8);
    try {
      run.write(path, written);
      byte[] read = run.read(path);
      run.delete(path);
      if (!Arrays.equals(written, read)) {
        findings.machine(
            "Cannot write in %s: a file reads back differently (choose another --run)",
            run.location());
      }
    } catch (IOException e) {
      findings.machine(
          "Cannot write in %s: %s (make it writable, or choose another --run)",
          run.location(), e.getMessage());
    }
  }
}
