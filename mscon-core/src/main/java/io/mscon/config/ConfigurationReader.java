package io.mscon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
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
import io.mscon.config.LossConfiguration.WeightingName;
import io.mscon.config.OptimizerConfiguration.Algorithm;
import io.mscon.config.Section.Range;
import io.mscon.config.TrainConfiguration.Trainer;
import io.mscon.data.MissingLabels;
import io.mscon.model.EncoderDepth;
import io.mscon.model.Engine;
import io.mscon.model.Stem;
import io.mscon.optim.LearningRateScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the {@link Configuration}: reference.conf, then a file, then single keys; reports every
 * problem at once.
 */
public final class ConfigurationReader {
  private static final String REFERENCE = "io/mscon/config/reference.conf";
  private static final List<String> LABEL_KEYS =
      List.of("name", "column", "kind", "separator", "minimum-count");

  private final Problems problems = new Problems();

  private ConfigurationReader() {}

  /**
   * Reads a configuration.
   *
   * @param fileText HOCON text of the user's file, or the empty string
   * @param fileName how to call it in messages; what it includes is looked for in the same folder
   * @param settings key=value pairs, each stronger than the file and than those before it
   * @throws ConfigurationException with all problems
   */
  public static Configuration read(String fileText, String fileName, List<String> settings) {
    ConfigurationReader reader = new ConfigurationReader();
    return reader.complete(UserSettings.read(fileText, fileName, settings, reader.problems));
  }

  /**
   * Reads a configuration of settings that stand over the defaults.
   *
   * @param user parsed, not resolved
   * @throws ConfigurationException with all problems
   */
  static Configuration read(Config user) {
    return new ConfigurationReader().complete(user);
  }

  /** The defaults alone, as HOCON with comments. */
  public static Config reference() {
    return ConfigFactory.parseResources(ConfigurationReader.class.getClassLoader(), REFERENCE);
  }

  private Configuration complete(Config user) {
    Config reference = reference();
    new UnknownKeys(reference, problems).check(user);
    Config config = resolve(dropWrongSections(user, reference).withFallback(reference), reference);
    Configuration result = build(config);
    problems.throwIfAny();
    return result;
  }

  /**
   * A section given as a plain value would hide the defaults under it, and every key of it would be
   * reported.
   */
  private Config dropWrongSections(Config user, Config reference) {
    Config kept = user;
    for (Map.Entry<String, ConfigValue> entry : reference.root().entrySet()) {
      String key = entry.getKey();
      boolean section = entry.getValue().valueType() == ConfigValueType.OBJECT;
      if (section
          && user.hasPath(key)
          && user.getValue(key).valueType() != ConfigValueType.OBJECT) {
        problems.add("Invalid %s: %s (must be a section)", key, user.getValue(key).unwrapped());
        kept = kept.withoutPath(key);
      }
    }
    return kept;
  }

  private Config resolve(Config config, Config reference) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      problems.add("Cannot resolve the configuration: %s", e.getMessage());
      return reference;
    }
  }

  private Configuration build(Config config) {
    Section root = new Section(config, "", problems);
    MissingLabels missing = root.section("loss").choice("missing-labels", MissingLabels.class);
    ImageConfiguration image = image(root.section("image"));
    Configuration result =
        new Configuration(
            root.integer("seed"),
            data(root.section("data"), image.size()),
            root.choice("method", Method.class),
            MetricsReader.read(root, missing, problems),
            image,
            augmentation(root.section("augmentation")),
            model(root.section("model")),
            loss(root.section("loss"), missing),
            train(root.section("train")),
            optimizer(root.section("optimizer")),
            root.section("compute").choice("engine", Engine.class),
            probe(root.section("probe")),
            config
                .root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false)));
    checkMethod(result);
    checkAveraging(result.train(), result.optimizer().algorithm(), result.engine());
    return result;
  }

  private void checkMethod(Configuration result) {
    if (result.method() != Method.SIMCLR
        && !result.method().takesSeveral()
        && result.metrics().size() > 1) {
      problems.add(
          "Invalid metrics: %s (method = %s takes one, method = %s several)",
          String.join(", ", result.metrics().stream().map(MetricConfiguration::name).toList()),
          Spelling.of(result.method()),
          Spelling.of(
              result.method().classifies() ? Method.MULTI_TASK_CROSS_ENTROPY : Method.MSCON));
    }
    if (result.method().classifies() && result.train().trainer() == Trainer.PARAMETER_AVERAGING) {
      problems.add(
          "Invalid method: %s (train.trainer = parameter-averaging has contrastive losses only)",
          Spelling.of(result.method()));
    }
    if (result.method() == Method.SIMCLR && result.train().views() < 2) {
      problems.add(
          "Invalid train.views: %s (must be at least 2 with method = simclr, where only another"
              + " view is similar)",
          result.train().views());
    }
  }

  private DataConfiguration data(Section data, int imageSize) {
    Section table = data.section("table");
    Section zappos = data.section("zappos50k");
    DataConfiguration result =
        new DataConfiguration(
            data.text("source"),
            data.choice("layout", Layout.class),
            new Table(
                table.text("file"),
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

  private ImageConfiguration image(Section image) {
    List<Double> mean = image.numbers("mean", Range.ANY);
    List<Double> deviation = image.numbers("standard-deviation", Range.POSITIVE);
    if (mean.size() != 3 || deviation.size() != 3) {
      problems.add(
          "Invalid image.mean or image.standard-deviation: %s, %s (must be 3 numbers each)",
          mean, deviation);
    }
    return new ImageConfiguration(image.integer("size", 8), mean, deviation);
  }

  private AugmentationConfiguration augmentation(Section section) {
    double least = section.number("crop-scale-minimum", Range.POSITIVE_SHARE);
    double greatest = section.number("crop-scale-maximum", Range.POSITIVE_SHARE);
    if (least > greatest) {
      problems.add(
          "Invalid augmentation.crop-scale-minimum: %s (must be at most crop-scale-maximum, %s)",
          least, greatest);
    }
    return new AugmentationConfiguration(
        least,
        greatest,
        section.number("flip-probability", Range.SHARE),
        section.number("jitter-probability", Range.SHARE),
        section.number("brightness", Range.NOT_NEGATIVE),
        section.number("contrast", Range.NOT_NEGATIVE),
        section.number("saturation", Range.NOT_NEGATIVE),
        section.number("hue", Range.AT_MOST_HALF),
        section.number("grey-probability", Range.SHARE));
  }

  private ModelConfiguration model(Section model) {
    return new ModelConfiguration(
        model.choice("encoder", EncoderDepth.class),
        model.choice("stem", Stem.class),
        model.number("width", Range.POSITIVE),
        model.integer("projection-hidden", 1),
        model.integer("embedding-size", 1),
        model.text("initial-weights"));
  }

  private LossConfiguration loss(Section loss, MissingLabels missing) {
    return new LossConfiguration(
        loss.number("temperature", Range.POSITIVE),
        loss.choice("weighting", WeightingName.class),
        loss.flag("normalise-weights"),
        missing,
        loss.number("excess-floor", Range.POSITIVE));
  }

  private TrainConfiguration train(Section train) {
    TrainConfiguration result =
        new TrainConfiguration(
            train.choice("trainer", Trainer.class),
            train.integer("averaging-frequency", 1),
            train.integer("epochs", 1),
            train.integer("global-batch", 1),
            train.integer("micro-batch", 1),
            train.integer("views", 1),
            train.integer("lanes", 1),
            train.integer("threads-per-lane", 1),
            train.integer("health-every-steps", 0),
            train.integer("checkpoint-every-steps", 0),
            train.integer("keep-checkpoints", 1),
            train.integer("kept-activations", 0),
            train.integer("progress-timeout", 1),
            train.integer("executor-timeout", 1));
    checkBatches(result);
    return result;
  }

  private void checkBatches(TrainConfiguration train) {
    if (train.globalBatch() % train.lanes() != 0) {
      problems.add(
          "Invalid train.global-batch: %d (must be a multiple of train.lanes, %d)",
          train.globalBatch(), train.lanes());
    } else if (train.globalBatch()
            / train.lanes()
            % Math.min(train.microBatch(), train.globalBatch() / train.lanes())
        != 0) {
      problems.add(
          "Invalid train.micro-batch: %d (must divide the pictures of a lane, train.global-batch / train.lanes = %d)",
          train.microBatch(), train.globalBatch() / train.lanes());
    }
  }

  /** Averaging leaves networks and optimisers to DL4J, which has not all that the other has. */
  private void checkAveraging(TrainConfiguration train, Algorithm algorithm, Engine engine) {
    if (train.trainer() != Trainer.PARAMETER_AVERAGING) {
      return;
    }
    if (train.microBatch() < train.laneBatch()) {
      problems.add(
          "Invalid train.micro-batch: %d (train.trainer = parameter-averaging runs a lane's pictures at once: must be at least train.global-batch / train.lanes = %d)",
          train.microBatch(), train.laneBatch());
    }
    if (algorithm != Algorithm.SGD) {
      problems.add(
          "Invalid optimizer.algorithm: %s (train.trainer = parameter-averaging has sgd only)",
          Spelling.of(algorithm));
    }
    if (engine != Engine.AUTO && engine != Engine.DL4J) {
      problems.add(
          "Invalid compute.engine: %s (train.trainer = parameter-averaging runs on dl4j: must be dl4j or auto)",
          Spelling.of(engine));
    }
  }

  private OptimizerConfiguration optimizer(Section optimizer) {
    return new OptimizerConfiguration(
        optimizer.choice("algorithm", Algorithm.class),
        optimizer.number("learning-rate", Range.POSITIVE),
        optimizer.choice("learning-rate-scaling", LearningRateScaling.class),
        optimizer.integer("reference-batch", 1),
        optimizer.number("momentum", Range.BELOW_ONE),
        optimizer.number("trust-coefficient", Range.POSITIVE),
        optimizer.number("beta1", Range.BELOW_ONE),
        optimizer.number("beta2", Range.BELOW_ONE),
        optimizer.number("epsilon", Range.POSITIVE_FLOAT),
        optimizer.number("weight-decay", Range.NOT_NEGATIVE),
        optimizer.number("warmup-epochs", Range.NOT_NEGATIVE),
        optimizer.number("log-variance-learning-rate", Range.NOT_NEGATIVE));
  }

  private ProbeConfiguration probe(Section probe) {
    List<Double> regularisation = probe.numbers("regularisation", Range.NOT_NEGATIVE);
    if (regularisation.isEmpty()) {
      problems.add("Invalid probe.regularisation: [] (must have a candidate)");
    }
    return new ProbeConfiguration(
        probe.texts("tasks"),
        regularisation,
        probe.integer("iterations", 1),
        probe.flag("standardise"),
        probe.numbers("label-shares", Range.POSITIVE_SHARE),
        probe.integer("neighbours", 0),
        probe.integer("batch", 1));
  }
}
