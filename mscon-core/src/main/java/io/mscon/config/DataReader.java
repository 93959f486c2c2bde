package io.mscon.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.mscon.config.DataConfiguration.DuplicatePolicies;
import io.mscon.config.DataConfiguration.DuplicatePolicy;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.DataConfiguration.Layout;
import io.mscon.config.DataConfiguration.PictureFormat;
import io.mscon.config.DataConfiguration.Pictures;
import io.mscon.config.DataConfiguration.SplitFractions;
import io.mscon.config.DataConfiguration.Storing;
import io.mscon.config.DataConfiguration.Table;
import io.mscon.config.DataConfiguration.Zappos50k;
import io.mscon.config.Section.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code data}. */
final class DataReader {
  private static final List<String> LABEL_KEYS =
      List.of("name", "column", "kind", "separator", "minimum-count");

  private final Problems problems;

  DataReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the section.
   *
   * @param imageSize the side of what the encoder sees, which pictures may be stored for
   */
  DataConfiguration read(Section data, int imageSize) {
    Section table = data.section("table");
    Section zappos = data.section("zappos50k");
    DataConfiguration result =
        new DataConfiguration(
            data.address("source"),
            data.choice("layout", Layout.class),
            new Table(
                table.address("file"),
                separator(table),
                table.text("id-column"),
                table.text("image-column"),
                table.text("split-column")),
            new Zappos50k(zappos.text("images"), zappos.text("metadata")),
            fractions(data.section("split-fractions")),
            data.text("split-stratify-by"),
            data.text("split-group-column"),
            duplicates(data.section("duplicates")),
            pictures(data.section("pictures"), imageSize),
            labels(data),
            data.number("rejects-limit", Range.SHARE),
            data.integer("pixel-limit", 1),
            data.integer("shard-size", 1));
    SplitChecks.check(result, problems);
    return result;
  }

  private String separator(Section table) {
    String separator = table.text("separator");
    if (separator.length() != 1 || "\"\r\n\0".contains(separator)) {
      problems.add(
          "Invalid %s: %s (must be one character, not a quote or a line break; \"\\t\" for a tab)",
          table.name("separator"),
          ConfigValueFactory.fromAnyRef(separator).render(ConfigRenderOptions.concise()));
    }
    return separator;
  }

  private DuplicatePolicies duplicates(Section section) {
    DuplicatePolicy sameId = section.choice("same-id", DuplicatePolicy.class);
    if (sameId == DuplicatePolicy.KEEP) {
      problems.add(
          "Invalid %s: keep (must be drop or fail, an id names one picture; data.table.id-column ="
              + " \"\" takes paths for ids)",
          section.name("same-id"));
    }
    return new DuplicatePolicies(
        sameId,
        section.choice("same-picture", DuplicatePolicy.class),
        section.choice("across-splits", DuplicatePolicy.class));
  }

  private Pictures pictures(Section section, int imageSize) {
    Storing stored = section.choice("stored", Storing.class);
    int size = section.integer("size", 0);
    // Datasets of unchanged pictures don't depend on what an encoder sees.
    int used = stored == Storing.AS_THEY_ARE ? 0 : size == 0 ? imageSize : size;
    return new Pictures(
        stored,
        used,
        section.choice("format", PictureFormat.class),
        section.number("quality", Range.POSITIVE_SHARE));
  }

  private SplitFractions fractions(Section section) {
    SplitFractions fractions =
        new SplitFractions(
            section.number("train", Range.SHARE),
            section.number("validation", Range.SHARE),
            section.number("test", Range.SHARE));
    double sum = fractions.train() + fractions.validation() + fractions.test();
    if (Math.abs(sum - 1) > 1e-9) {
      problems.add("Invalid data.split-fractions: they add up to %s (must be 1)", sum);
    }
    return fractions;
  }

  private List<Label> labels(Section data) {
    List<Label> labels = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    for (Section entry : data.entries("labels", "name", LABEL_KEYS)) {
      String name = entry.text("name");
      if (seen.put(name, labels.size()) != null) {
        problems.add("Invalid data.labels: %s stands twice (remove one)", name);
      }
      labels.add(
          new Label(
              name,
              entry.text("column", name),
              entry.choice("kind", LabelKind.class, LabelKind.CATEGORICAL),
              entry.text("separator", ";"),
              entry.has("minimum-count") ? entry.integer("minimum-count", 1) : 1));
    }
    return labels;
  }
}
