package io.mscon.spark.parquet;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Tells Parquet of rows. Arrays may be Java arrays or, as Spark gives them back, Scala sequences.
 */
final class RowWriteSupport extends WriteSupport<Row> {
  private final StructType columns;
  private final Map<String, String> notes;
  private RecordConsumer out;

  RowWriteSupport(StructType columns, Map<String, String> notes) {
    this.columns = columns;
    this.notes = notes;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ParquetTypes.message(columns), notes);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Row row) {
    out.startMessage();
    fields(row, columns);
    out.endMessage();
  }

  private void fields(Row row, StructType struct) {
    StructField[] fields = struct.fields();
    for (int i = 0; i < fields.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        out.startField(fields[i].name(), i);
        value(value, fields[i].dataType());
        out.endField(fields[i].name(), i);
      }
    }
  }

  private void value(Object value, DataType type) {
    if (value instanceof String text) {
      out.addBinary(Binary.fromString(text));
    } else if (value instanceof byte[] bytes) {
      out.addBinary(Binary.fromConstantByteArray(bytes));
    } else if (value instanceof Double number) {
      out.addDouble(number);
    } else if (value instanceof Long number) {
      out.addLong(number);
    } else if (value instanceof Row struct) {
      out.startGroup();
      fields(struct, (StructType) type);
      out.endGroup();
    } else {
      list(elements(value), ((ArrayType) type).elementType());
    }
  }

  private static List<?> elements(Object value) {
    return value instanceof Object[] array
        ? List.of(array)
        : JavaConverters.seqAsJavaList((scala.collection.Seq<?>) value);
  }

  private void list(List<?> elements, DataType type) {
    out.startGroup();
    if (!elements.isEmpty()) {
      out.startField(ParquetTypes.LIST, 0);
      for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
        out.startGroup();
        out.startField(ParquetTypes.ELEMENT, 0);
        value(each.next(), type);
        out.endField(ParquetTypes.ELEMENT, 0);
        out.endGroup();
      }
      out.endField(ParquetTypes.LIST, 0);
    }
    out.endGroup();
  }
}
