package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.mscon.config.DataConfiguration.PictureFormat;
import io.mscon.config.DataConfiguration.Pictures;
import io.mscon.config.DataConfiguration.Storing;
import io.mscon.config.TrainConfiguration.Trainer;
import io.mscon.data.Bandwidth;
import io.mscon.data.LabelCorruption;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Stem;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  @Test
  void reportsAllMistakesAtOnce() {
    List<String> problems =
        problems("train.epochs = 0\nloss.temperature = cold\nmodel.encodr = resnet18");
    assertEquals(
        List.of(
            "Unknown key model.encodr (did you mean model.encoder?)",
            "Invalid loss.temperature: cold (has the wrong type)",
            "Invalid train.epochs: 0 (must be at least 1)"),
        problems);
  }

  @Test
  void unknownKeysNameTheNearest() {
    assertEquals(
        List.of("Unknown key train.epoch (did you mean train.epochs?)"),
        problems("train.epoch = 3"));
    assertEquals(
        List.of("Unknown key metrics[0].lable (did you mean label?)"),
        problems("metrics = [{ label = a, lable = b }]"));
  }

  @Test
  void everyDefaultIsRead() {
    Set<String> documented = new TreeSet<>();
    collect("", ConfigurationReader.reference().root(), documented);
    Set<String> read = new TreeSet<>();
    collect("", Configuration.class, read);
    // Not settings of their own in the file: the resolved text, and the one key of a section.
    read.remove("resolved");
    assertTrue(read.remove("engine"));
    read.add("compute.engine");
    assertEquals(documented, read);
  }

  @Test
  void theNetworkHasTheShapeThatIsAskedFor() {
    Configuration configuration =
        ConfigurationReader.read(
            "",
            "x.conf",
            List.of(
                "model.encoder=resnet50",
                "model.stem=small-image",
                "model.width=0.5",
                "model.projection-hidden=96",
                "model.embedding-size=48",
                "image.size=112",
                "metrics=[colour, shape]"));
    assertEquals(
        new NetworkSpec(
            EncoderDepth.RESNET50, Stem.SMALL_IMAGE, 0.5, 112, HeadShape.projections(2, 96, 48)),
        configuration.network(label -> 0));
  }

  @Test
  void classifiersHaveAColumnForEachValue() {
    Configuration configuration =
        ConfigurationReader.read(
            "method = multi-task-cross-entropy, metrics = [colour, shape]", "x.conf", List.of());
    assertEquals(
        List.of(HeadShape.linear(12), HeadShape.linear(3)),
        configuration.network(label -> label.equals("colour") ? 12 : 3).heads());
  }

  @Test
  void logVariancesOfSamplesHaveAHeadAfterTheMetrics() {
    String text = "loss.weighting = per-sample, metrics = [colour, height]";
    assertEquals(HeadShape.linear(2), lastHead(text + ", loss.sample-uncertainty = picture"));
    assertEquals(HeadShape.linear(13), lastHead(text));
    assertEquals(HeadShape.linear(1), lastHead(text + ", method = simclr"));
  }

  private static HeadShape lastHead(String text) {
    List<HeadShape> heads =
        ConfigurationReader.read(text, "x.conf", List.of())
            .network(label -> label.equals("colour") ? 12 : 0)
            .heads();
    return heads.get(heads.size() - 1);
  }

  @Test
  void logVariancesOfSamplesNeedTheGlobalBatch() {
    assertEquals(
        List.of(
            "Invalid loss.weighting: per-sample (train.trainer = parameter-averaging has weights of"
                + " metrics only)"),
        problems(
            "loss.weighting = per-sample, metrics = [a, b], train { trainer ="
                + " parameter-averaging, micro-batch = 100000 }"));
  }

  @Test
  void crossEntropyOfOneMetricOnTheGlobalBatchTrainer() {
    assertEquals(
        List.of(
            "Invalid metrics: a, b (method = cross-entropy takes one, method ="
                + " multi-task-cross-entropy several)",
            "Invalid method: cross-entropy (train.trainer = parameter-averaging has contrastive"
                + " losses only)"),
        problems(
            "method = cross-entropy, metrics = [a, b], train { trainer = parameter-averaging,"
                + " micro-batch = 100000 }"));
  }

  @Test
  void settingsAreTextNumbersOrLists() {
    Configuration configuration =
        ConfigurationReader.read(
            "train.epochs = 2",
            "x.conf",
            List.of(
                "train.epochs=7",
                "data.source=hdfs://host:9000/a b",
                "image.mean=[0, 0.5, 1]",
                "metrics=[a, b]",
                "probe.standardise=false",
                "train.epochs=8"));
    assertEquals(8, configuration.train().epochs());
    assertEquals("hdfs://host:9000/a b", configuration.data().source());
    assertEquals(List.of(0.0, 0.5, 1.0), configuration.image().mean());
    assertEquals(
        List.of("a", "b"),
        configuration.metrics().stream().map(MetricConfiguration::label).toList());
  }

  @Test
  void settingsWithoutAValueAreReported() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("", "x.conf", List.of("train.epochs")));
    assertEquals(List.of("Invalid setting: train.epochs (must be key=value)"), e.problems());
  }

  @Test
  void metricsAreTextsOrObjects() {
    Configuration configuration =
        ConfigurationReader.read(
            "loss.missing-labels = negative\n"
                + "metrics = [a, { label = b, match = jaccard, weight = 2, missing = self }]",
            "x.conf",
            List.of());
    assertEquals(
        List.of(
            new MetricConfiguration(
                "a",
                "a",
                SetMatch.ANY,
                Bandwidth.UNIT,
                MissingLabels.NEGATIVE,
                1,
                LabelCorruption.NONE),
            new MetricConfiguration(
                "b",
                "b",
                SetMatch.JACCARD,
                Bandwidth.UNIT,
                MissingLabels.SELF,
                2,
                LabelCorruption.NONE)),
        configuration.metrics());
  }

  @Test
  void severalMetricsMayReadOneLabel() {
    Configuration configuration =
        ConfigurationReader.read(
            "metrics = [gender, { name = copy, label = gender }, { name = heel },"
                + " { name = half, label = gender, copy-share = 0.5 },"
                + " { name = noisy, label = gender, label-noise = 0.4 },"
                + " { label = category, label-noise = 0, copy-share = 1 }]",
            "x.conf",
            List.of());
    assertEquals(
        List.of("gender", "copy", "heel", "half", "noisy", "category"),
        configuration.metrics().stream().map(MetricConfiguration::name).toList());
    assertEquals(List.of("gender", "heel", "category"), configuration.trainedLabels());
    assertEquals(
        List.of(
            LabelCorruption.NONE,
            LabelCorruption.NONE,
            LabelCorruption.NONE,
            new LabelCorruption.PartialCopy(0.5),
            new LabelCorruption.Noise(0.4),
            LabelCorruption.NONE),
        configuration.metrics().stream().map(MetricConfiguration::corruption).toList());
  }

  @Test
  void aBandwidthIsANumberOrTheMedian() {
    Configuration configuration =
        ConfigurationReader.read(
            "metrics = [a, { label = b, bandwidth = 2 }, { label = c, bandwidth = \"0.5\" },"
                + " { label = d, bandwidth = median }]",
            "x.conf",
            List.of());
    assertEquals(
        List.of(
            new Bandwidth.Given(1),
            new Bandwidth.Given(2),
            new Bandwidth.Given(0.5),
            new Bandwidth.Median()),
        configuration.metrics().stream().map(MetricConfiguration::bandwidth).toList());
    assertEquals(
        List.of(
            "Invalid metrics[0].bandwidth: mean (must be > 0, or median)",
            "Invalid metrics[1].bandwidth: 0 (must be > 0)",
            "Invalid metrics[2].bandwidth: [1] (must be > 0, or median)"),
        problems(
            "metrics = [{ label = a, bandwidth = mean }, { label = b, bandwidth = 0 },"
                + " { label = c, bandwidth = [1] }]"));
  }

  @Test
  void whatIsWrongWithMetricsIsListed() {
    assertEquals(
        List.of(
            "Unknown key metrics[5].noise (did you mean name?)",
            "Invalid metrics[0].label-noise: 1.5 (must be between 0 and 1)",
            "Invalid metrics[1].copy-share: -1 (must be between 0 and 1)",
            "Invalid metrics[2].label-noise: 0.2 (must not stand beside copy-share; make two"
                + " metrics of it)",
            "Invalid metrics: a stands twice (remove one, or give it another name)",
            "Missing metrics[4].label (set it to a value)"),
        problems(
            "metrics = [{ label = a, label-noise = 1.5 }, { label = b, copy-share = -1 },"
                + " { label = c, label-noise = 0.2, copy-share = 0.5 },"
                + " { name = a, label = d }, { weight = 1 }, { label = e, noise = 1 }]"));
  }

  @Test
  void parameterAveragingSaysWhatItCanNotDo() {
    String settings = "train { trainer = parameter-averaging, global-batch = 64, lanes = 2 }\n";
    assertEquals(
        List.of(
            "Invalid train.micro-batch: 16 (train.trainer = parameter-averaging runs a lane's"
                + " pictures at once: must be at least train.global-batch / train.lanes = 32)",
            "Invalid optimizer.algorithm: lars (train.trainer = parameter-averaging has sgd only)",
            "Invalid compute.engine: onednn (train.trainer = parameter-averaging runs on dl4j:"
                + " must be dl4j or auto)"),
        problems(
            settings
                + "train.micro-batch = 16\n"
                + "optimizer.algorithm = lars\n"
                + "compute.engine = onednn"));
    assertEquals(
        Trainer.PARAMETER_AVERAGING,
        ConfigurationReader.read(settings, "x.conf", List.of()).train().trainer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",,", "\\\"", "\\n", "\\r"})
  void separatorsThatNoTableHas(String separator) {
    assertEquals(
        List.of(
            "Invalid data.table.separator: \""
                + separator
                + "\" (must be one character, not a quote or a line break; \"\\t\" for a tab)"),
        problems("data.table.separator = \"" + separator + "\""));
  }

  @Test
  void aMethodSaysWhatItTakes() {
    assertEquals(
        List.of(
            "Invalid metrics: category, closure (method = supcon takes one, method = mscon"
                + " several)"),
        problems("method = supcon, metrics = [category, closure]"));
    assertEquals(
        List.of(
            "Invalid train.views: 1 (must be at least 2 with method = simclr, where only another"
                + " view is similar)"),
        problems("method = simclr, train.views = 1"));
    assertEquals(
        List.of(
            "Invalid method: simclear (must be one of mscon, supcon, cross-entropy, multi-task-cross-entropy, simclr)"),
        problems("method = simclear"));
  }

  @Test
  void simclrIsTrainedOnNoLabel() {
    String text = "metrics = [category, closure]";
    assertEquals(2, ConfigurationReader.read(text, "x", List.of()).trainedMetrics().size());
    Configuration simclr = ConfigurationReader.read(text, "x", List.of("method=simclr"));
    assertEquals(
        List.of("picture"),
        simclr.trainedMetrics().stream().map(MetricConfiguration::label).toList());
    assertEquals(2, simclr.metrics().size(), "what it is compared with");
  }

  @Test
  void anIdNamesOnePicture() {
    assertEquals(
        List.of(
            "Invalid data.duplicates.same-id: keep (must be drop or fail, an id names one picture;"
                + " data.table.id-column = \"\" takes paths for ids)",
            "Invalid data.duplicates.across-splits: remove (must be one of keep, drop, fail)"),
        problems("data.duplicates { same-id = keep, across-splits = remove }"));
  }

  @Test
  void storedPicturesHaveWhatTrainingNeeds() {
    assertEquals(
        new Pictures(Storing.RE_ENCODED, 96, PictureFormat.JPEG, 0.8),
        pictures("stored = re-encoded, format = jpeg, quality = 0.8"));
    assertEquals(128, pictures("stored = re-encoded, size = 128").size());
    assertEquals(pictures("stored = as-they-are"), pictures("size = 128"));
    assertEquals(
        List.of(
            "Invalid data.pictures.stored: small (must be one of as-they-are, re-encoded)",
            "Invalid data.pictures.size: -1 (must be at least 0)",
            "Invalid data.pictures.format: gif (must be one of png, jpeg)",
            "Invalid data.pictures.quality: 0 (must be above 0 and at most 1)"),
        problems("data.pictures { stored = small, size = -1, format = gif, quality = 0 }"));
  }

  private static Pictures pictures(String settings) {
    String text = "image.size = 96\ndata.pictures { " + settings + " }";
    return ConfigurationReader.read(text, "x.conf", List.of()).data().pictures();
  }

  @Test
  void syntaxErrorsNameTheFile() {
    List<String> problems = problems("train {\n epochs = [\n");
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("Cannot read x.conf: line "), problems.get(0));
  }

  @Test
  void resolvedConfigurationReadsBackTheSame() {
    Configuration first =
        ConfigurationReader.read("train.epochs = 3\nmetrics = [a]", "x.conf", List.of());
    Configuration again = ConfigurationReader.read(first.resolved(), "resolved", List.of());
    assertEquals(first, again);
  }

  private static List<String> problems(String text) {
    return assertThrows(
            ConfigurationException.class, () -> ConfigurationReader.read(text, "x.conf", List.of()))
        .problems();
  }

  private static void collect(String path, ConfigObject object, Set<String> keys) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      if (entry.getValue() instanceof ConfigObject section) {
        collect(path + entry.getKey() + ".", section, keys);
      } else {
        keys.add(path + entry.getKey());
      }
    }
  }

  private static void collect(String path, Class<?> type, Set<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.getType().isRecord()) {
        collect(key + ".", component.getType(), keys);
      } else {
        keys.add(key);
      }
    }
  }
}
