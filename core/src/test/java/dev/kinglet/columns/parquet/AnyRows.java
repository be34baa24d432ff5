package dev.kinglet.columns.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A schema of any shape, without annotations that give it another meaning than it shows, and rows of it, all from a seed. */
final class AnyRows {

    private static final int DEPTH = 3;

    private static final List<Type.Repetition> REPETITIONS =
            List.of(Type.Repetition.REQUIRED, Type.Repetition.OPTIONAL, Type.Repetition.REPEATED);

    private static final List<PrimitiveTypeName> PRIMITIVES = List.of(
            PrimitiveTypeName.BOOLEAN,
            PrimitiveTypeName.INT32,
            PrimitiveTypeName.INT64,
            PrimitiveTypeName.FLOAT,
            PrimitiveTypeName.DOUBLE,
            PrimitiveTypeName.BINARY,
            PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);

    private final Random random;
    private final MessageType schema;
    private int names;

    AnyRows(long seed) {
        this.random = new Random(seed);
        List<Type> fields = new ArrayList<>();
        // One of each, and some with others inside.
        for (PrimitiveTypeName primitive : PRIMITIVES) {
            fields.add(primitive(repetition(), primitive, random.nextBoolean()));
        }
        for (int i = 0; i < 2; i++) {
            fields.add(type(0));
        }
        this.schema = new MessageType("file", fields);
    }

    MessageType schema() {
        return schema;
    }

    private Type.Repetition repetition() {
        return REPETITIONS.get(random.nextInt(3));
    }

    private Type type(int depth) {
        if (depth == DEPTH || (depth > 0 && random.nextBoolean())) {
            return primitive(repetition(), PRIMITIVES.get(random.nextInt(PRIMITIVES.size())), random.nextBoolean());
        }
        Type.Repetition repetition = repetition();
        List<Type> children = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            children.add(type(depth + 1));
        }
        return Types.buildGroup(repetition)
                .addFields(children.toArray(Type[]::new))
                .named("g" + names++);
    }

    private Type primitive(Type.Repetition repetition, PrimitiveTypeName primitive, boolean text) {
        String name = "c" + names++;
        if (primitive == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            return Types.primitive(primitive, repetition).length(5).named(name);
        }
        if (primitive == PrimitiveTypeName.BINARY && text) {
            return Types.primitive(primitive, repetition)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        return Types.primitive(primitive, repetition).named(name);
    }

    List<Group> rows(int count) {
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(ParquetJava.group(schema, values(schema.getFields())));
        }
        return rows;
    }

    private Map<String, Object> values(List<Type> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Type field : fields) {
            switch (field.getRepetition()) {
                case REQUIRED -> values.put(field.getName(), value(field));
                case OPTIONAL -> {
                    if (random.nextInt(3) > 0) {
                        values.put(field.getName(), value(field));
                    }
                }
                case REPEATED -> {
                    List<Object> list = new ArrayList<>();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        list.add(value(field));
                    }
                    values.put(field.getName(), list);
                }
            }
        }
        return values;
    }

    private Object value(Type type) {
        if (!type.isPrimitive()) {
            return values(type.asGroupType().getFields());
        }
        // Few values in some runs and any in others, so that runs, differences and dictionaries all have their work.
        long number = random.nextInt(4) > 0 ? random.nextInt(6) : random.nextLong();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> number % 2 == 0;
            case INT32 -> (int) number;
            case INT64, INT96 -> number;
            case FLOAT -> number / 4f;
            case DOUBLE -> number / 4.0;
            case FIXED_LEN_BYTE_ARRAY ->
                new byte[] {(byte) number, (byte) (number >> 8), 3, (byte) -number, (byte) (number >> 16)};
            case BINARY -> "text \u00e9\u4e2d " + number;
        };
    }
}
