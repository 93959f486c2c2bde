package io.mscon.eval.embed;

import io.mscon.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Turns dataset rows, whose last column is the image, into rows with both encoders' features. */
final class FeatureIterator implements Iterator<Row>, AutoCloseable {
  private final Iterator<Row> source;
  private final int rows;
  private final float[] batch;
  private final PictureReader reader;
  private final Network trained;
  private final Network random;
  private Iterator<Row> ready = List.<Row>of().iterator();

  FeatureIterator(FeatureTask task, Iterator<Row> source) {
    this.source = source;
    rows = task.batch();
    batch = new float[Math.multiplyExact(rows, task.settings().floats())];
    reader = new PictureReader(task.settings());
    trained = task.encoder().open(task.trained().value());
    random = openSecond(task);
  }

  private Network openSecond(FeatureTask task) {
    try {
      return task.encoder().open(task.random().value());
    } catch (RuntimeException e) {
      trained.close();
      reader.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || source.hasNext();
  }

  @Override
  public Row next() {
    if (!ready.hasNext()) {
      ready = embed().iterator();
    }
    return ready.next();
  }

  private List<Row> embed() {
    List<Row> pictures = new ArrayList<>(rows);
    while (pictures.size() < rows && source.hasNext()) {
      Row row = source.next();
      reader.read(row, batch, pictures.size());
      pictures.add(row);
    }
    // The last batch is computed at full size too, so that no row depends on its company.
    Arrays.fill(batch, batch.length / rows * pictures.size(), batch.length, 0);
    return join(pictures, trained.features(batch, rows), random.features(batch, rows));
  }

  private List<Row> join(List<Row> pictures, float[] first, float[] second) {
    int columns = trained.spec().featureSize();
    List<Row> joined = new ArrayList<>(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      Row picture = pictures.get(i);
      int kept = picture.size() - 1;
      Object[] values = new Object[kept + 2];
      for (int column = 0; column < kept; column++) {
        values[column] = picture.get(column);
      }
      values[kept] = Arrays.copyOfRange(first, i * columns, (i + 1) * columns);
      values[kept + 1] = Arrays.copyOfRange(second, i * columns, (i + 1) * columns);
      joined.add(RowFactory.create(values));
    }
    return joined;
  }

  @Override
  public void close() {
    random.close();
    trained.close();
    reader.close();
  }
}
