package io.mscon.submit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs what a machine with Spark needs. */
@Command(
    name = "dist",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Packs the runtime jar, the configurations and the launch scripts into one file for machines",
      "that have Spark 3.5: unpack it, set SPARK_HOME, and start spark-submit/mscon as here."
    })
final class DistCommand implements Callable<Integer> {
  /** What is packed beside the jar, if it is there. */
  private static final List<String> CONTENT =
      List.of(
          "conf",
          "spark-submit/mscon",
          "spark-submit/gpu-check.sh",
          "spark-submit/yarn.sh",
          "spark-submit/kubernetes.sh",
          "spark-submit/kubernetes",
          "spark-submit/gpu-discovery.sh",
          "spark-submit/airflow/dags");

  private final Context context;
  private final Versions versions = new Versions();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${env:MSCON_HOME}",
      hidden = true,
      required = true)
  private Path home;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default: spark-submit/target/mscon-VERSION.tar.gz)")
  private Path out;

  DistCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Path jar = Distribution.in(home).runtimeJar();
    if (!Files.exists(jar)) {
      throw new NoSuchFileException(jar.toString(), null, "build it: ./mvnw package -DskipTests");
    }
    String name = "mscon-" + versions.mscon();
    Path target = out == null ? home.resolve("spark-submit/target/" + name + ".tar.gz") : out;
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream file = Files.newOutputStream(unfinished);
        Tarball tarball = new Tarball(file, name, versions.time())) {
      tarball.add(Distribution.PACKED_JAR, jar);
      for (String part : present()) {
        tarball.add(part, home.resolve(part));
      }
    }
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    context.print("%s: %,d bytes".formatted(target, Files.size(target)));
    return Main.DONE;
  }

  private List<String> present() {
    List<String> present = new ArrayList<>(CONTENT);
    present.removeIf(part -> !Files.exists(home.resolve(part)));
    return present;
  }
}
