package io.mscon.spark.preflight;

import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.DataFile;
import io.mscon.data.LabelSchema;
import io.mscon.spark.data.PreparedDataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Is the dataset the one that its manifest tells of: files, lengths, columns, pictures? */
final class DatasetCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the dataset";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) throws IOException {
    List<String> differences = new ArrayList<>();
    PreparedDataset dataset = context.dataset();
    files(dataset, context.spark().sparkContext().hadoopConfiguration(), differences);
    // Reading damaged files fails with a message about the first of them only.
    if (differences.isEmpty()) {
      columns(dataset, differences);
    }
    if (differences.isEmpty()) {
      pictures(dataset, differences);
    }
    if (!differences.isEmpty()) {
      findings.configuration(
          "Invalid dataset %s: it is not what its %s tells of: %s (copy it again, or prepare it"
              + " again)",
          dataset.location(), PreparedDataset.MANIFEST, summary(differences));
    }
  }

  private static void files(PreparedDataset dataset, Configuration hadoop, List<String> differences)
      throws IOException {
    Map<String, Long> listed =
        dataset.manifest().files().stream()
            .collect(Collectors.toMap(DataFile::name, DataFile::bytes));
    if (listed.isEmpty()) {
      return;
    }
    Map<String, Long> found = found(dataset, hadoop);
    TreeSet<String> names = new TreeSet<>(listed.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      if (!found.containsKey(name)) {
        differences.add(name + " is missing");
      } else if (!listed.containsKey(name)) {
        differences.add(name + " does not belong to it");
      } else if (!listed.get(name).equals(found.get(name))) {
        differences.add(name + " has " + found.get(name) + " bytes instead of " + listed.get(name));
      }
    }
  }

  private static Map<String, Long> found(PreparedDataset dataset, Configuration hadoop)
      throws IOException {
    Path folder = new Path(dataset.location(), PreparedDataset.SAMPLES);
    try {
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .filter(status -> isData(status.getPath().getName()))
          .collect(
              Collectors.toMap(
                  status -> status.getPath().getName(),
                  FileStatus::getLen,
                  Long::sum,
                  TreeMap::new));
    } catch (FileNotFoundException e) {
      return Map.of();
    }
  }

  /** What Spark reads: it passes over hidden files and marks too. */
  private static boolean isData(String name) {
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private static void columns(PreparedDataset dataset, List<String> differences) {
    StructType schema = dataset.samples().schema();
    Map<String, DataType> wanted = new TreeMap<>();
    wanted.put("id", DataTypes.StringType);
    wanted.put("split", DataTypes.StringType);
    wanted.put("image", DataTypes.BinaryType);
    for (LabelSchema label : dataset.manifest().labels()) {
      wanted.put(label.name(), type(label.kind()));
    }
    List<String> names = Arrays.asList(schema.fieldNames());
    wanted.forEach(
        (name, type) -> {
          if (!names.contains(name)) {
            differences.add("the column " + name + " is missing");
          } else if (!sameType(schema.apply(name).dataType(), type)) {
            differences.add(
                "the column %s is of type %s instead of %s"
                    .formatted(
                        name, schema.apply(name).dataType().simpleString(), type.simpleString()));
          }
        });
  }

  private static DataType type(LabelKind kind) {
    return switch (kind) {
      case CATEGORICAL -> DataTypes.StringType;
      case MULTI_VALUED -> DataTypes.createArrayType(DataTypes.StringType);
      case CONTINUOUS -> DataTypes.DoubleType;
    };
  }

  private static boolean sameType(DataType found, DataType wanted) {
    return found instanceof ArrayType array && wanted instanceof ArrayType other
        ? array.elementType().equals(other.elementType())
        : found.equals(wanted);
  }

  /** Reads one small column of every file, so that none of them is a stump. */
  private static void pictures(PreparedDataset dataset, List<String> differences) {
    Dataset<Row> counts = dataset.samples().groupBy("split").count();
    Map<String, Long> found = new TreeMap<>();
    counts.collectAsList().forEach(row -> found.put(row.getString(0), row.getLong(1)));
    for (Map.Entry<String, DatasetManifest.SplitSummary> split :
        dataset.manifest().splits().entrySet()) {
      long pictures = found.getOrDefault(split.getKey(), 0L);
      if (pictures != split.getValue().pictures()) {
        differences.add(
            "the split %s has %d pictures instead of %d"
                .formatted(split.getKey(), pictures, split.getValue().pictures()));
      }
    }
  }

  private static String summary(List<String> differences) {
    int shown = Math.min(5, differences.size());
    String first = String.join(", ", differences.subList(0, shown));
    return differences.size() == shown
        ? first
        : first + ", and " + (differences.size() - shown) + " more";
  }
}
