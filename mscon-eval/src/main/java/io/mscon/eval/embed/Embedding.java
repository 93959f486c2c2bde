package io.mscon.eval.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.mscon.config.Configuration;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.model.InitialWeights;
import io.mscon.model.Weights;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.table.ColumnNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Embeds every sample of a dataset with a run's encoder, and with a random encoder of its shape, to
 * Parquet: id, split, a column of each label's name, {@link #TRAINED} and {@link #RANDOM}. A row
 * depends neither on the other rows nor on the number of partitions.
 */
public final class Embedding {
  /** Column of the trained encoder's features, an array of floats. */
  public static final String TRAINED = "trained";

  /** Column of the random encoder's features, an array of floats. */
  public static final String RANDOM = "random";

  /** Most micro-batches that the random encoder's BatchNorm statistics are averaged over. */
  private static final int STATISTICS_BATCHES = 16;

  private final JavaSparkContext context;
  private final Configuration configuration;
  private final PreparedDataset dataset;
  private final FrozenEncoder encoder;

  private Embedding(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      TrainedModel model) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.configuration = configuration;
    this.dataset = dataset;
    this.encoder =
        FrozenEncoder.of(model.network(), configuration.image().size(), configuration.engine());
  }

  /**
   * Writes the features to {@link RunFiles#FEATURES}, replacing what is there.
   *
   * @param spark the session
   * @param configuration image, data.pixelLimit, probe.batch, train, engine and seed matter
   * @param dataset the samples
   * @param run the run's folder, which has a trained model
   * @return the model
   * @throws IOException if there is no trained model, or it can't be read
   */
  public static TrainedModel run(
      SparkSession spark, Configuration configuration, PreparedDataset dataset, Storage run)
      throws IOException {
    TrainedModel model = model(run);
    Weights weights = model.readWeights(run);
    new Embedding(spark, configuration, dataset, model)
        .write(weights, RunTables.path(run, RunFiles.FEATURES));
    return model;
  }

  private static TrainedModel model(Storage run) throws IOException {
    try {
      return TrainedModel.read(run);
    } catch (FileNotFoundException e) {
      throw new IOException(
          "Cannot probe " + run.location() + ": there is no trained model (run mscon train)", e);
    }
  }

  private void write(Weights weights, String path) throws IOException {
    Broadcast<byte[]> trained = context.broadcast(encoder.slice(weights));
    Broadcast<byte[]> random = context.broadcast(randomEncoder());
    try {
      FeatureTask task = new FeatureTask(encoder, trained, random, pictures(), batch());
      samples()
          .repartition(Math.max(configuration.train().lanes(), 2) * 2, col("id"))
          .mapPartitions(task, Encoders.row(schema()))
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(path);
    } finally {
      trained.destroy();
      random.destroy();
    }
  }

  private int batch() {
    return configuration.probe().batch();
  }

  private PictureSettings pictures() {
    return PictureSettings.of(configuration);
  }

  /** Weights of the random encoder: first values, and BatchNorm statistics they really have. */
  private byte[] randomEncoder() throws IOException {
    float[] parameters = InitialWeights.parameters(encoder.spec(), configuration.seed());
    float[] statistics = InitialWeights.statistics(encoder.spec());
    Broadcast<byte[]> initial = context.broadcast(new Weights(parameters, statistics).toBytes());
    try {
      int microBatch = configuration.train().microBatch();
      List<byte[]> weights =
          firstTrainingPictures(STATISTICS_BATCHES * microBatch)
              .mapPartitions(
                  new StatisticsEstimate(encoder, initial, pictures(), microBatch),
                  Encoders.BINARY())
              .collectAsList();
      if (weights.isEmpty()) {
        throw new IOException(
            "Cannot embed " + dataset.location() + ": the training split is empty");
      }
      return weights.get(0);
    } finally {
      initial.destroy();
    }
  }

  /** By the hashes of their ids: ids may follow classes. */
  private Dataset<Row> firstTrainingPictures(int count) {
    return dataset
        .samples(Split.TRAIN)
        .select("id", "image")
        .orderBy(xxhash64(col("id")), col("id"))
        .limit(count)
        .coalesce(1);
  }

  private Dataset<Row> samples() {
    List<Column> columns = new ArrayList<>(List.of(col("id"), col("split")));
    for (LabelSchema label : dataset.manifest().labels()) {
      columns.add(labelColumn(label));
    }
    columns.add(col("image"));
    return dataset.samples().select(columns.toArray(new Column[0]));
  }

  private static Column labelColumn(LabelSchema label) {
    return ColumnNames.column(label.name());
  }

  private StructType schema() {
    StructType samples = samples().schema();
    List<StructField> fields = new ArrayList<>(List.of(samples.fields()));
    fields.remove(fields.size() - 1);
    for (String column : List.of(TRAINED, RANDOM)) {
      fields.add(
          DataTypes.createStructField(
              column, DataTypes.createArrayType(DataTypes.FloatType, false), false));
    }
    return DataTypes.createStructType(fields);
  }
}
