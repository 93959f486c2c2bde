package io.mscon.spark.parquet;

import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's types as Parquet's, such as Spark reads them back. */
final class ParquetTypes {
  static final String LIST = "list";
  static final String ELEMENT = "element";

  private ParquetTypes() {}

  static MessageType message(StructType columns) {
    return new MessageType("row", fields(columns));
  }

  private static Type[] fields(StructType struct) {
    return Arrays.stream(struct.fields()).map(ParquetTypes::field).toArray(Type[]::new);
  }

  private static Type field(StructField field) {
    return type(field.dataType(), repetition(field.nullable()), field.name());
  }

  private static Repetition repetition(boolean nullable) {
    return nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }

  private static Type type(DataType type, Repetition repetition, String name) {
    if (type instanceof StructType struct) {
      return Types.buildGroup(repetition).addFields(fields(struct)).named(name);
    }
    if (type instanceof ArrayType array) {
      Type element = type(array.elementType(), repetition(array.containsNull()), ELEMENT);
      return Types.buildGroup(repetition)
          .as(LogicalTypeAnnotation.listType())
          .addField(Types.repeatedGroup().addField(element).named(LIST))
          .named(name);
    }
    if (type.equals(DataTypes.StringType)) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }
    return Types.primitive(primitive(type), repetition).named(name);
  }

  private static PrimitiveTypeName primitive(DataType type) {
    if (type.equals(DataTypes.BinaryType)) {
      return PrimitiveTypeName.BINARY;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return PrimitiveTypeName.DOUBLE;
    }
    if (type.equals(DataTypes.LongType)) {
      return PrimitiveTypeName.INT64;
    }
    throw new IllegalArgumentException("Cannot write a column of type " + type.simpleString());
  }
}
