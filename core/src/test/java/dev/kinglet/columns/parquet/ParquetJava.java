package dev.kinglet.columns.parquet;

import dev.kinglet.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Files of parquet-java, which writes any schema, and what it reads of them: the schema's raw shape, without meaning of lists and maps. */
public final class ParquetJava {

    /**
     * How a file is written.
     *
     * @param second whether pages are of the second kind, with their encodings
     * @param split whether the bytes of a value are split
     */
    public record Style(boolean second, boolean dictionary, boolean split, int pageBytes, PageCodec codec) {

        public static final Style PLAIN = new Style(false, false, false, 1 << 20, PageCodec.NONE);

        public static List<Style> all() {
            List<Style> all = new ArrayList<>();
            for (PageCodec codec : PageCodec.values()) {
                for (int i = 0; i < 16; i++) {
                    all.add(new Style((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0 ? 1 << 20 : 100, codec));
                }
            }
            return all;
        }
    }

    private ParquetJava() {}

    public static MessageType schema(String fields) {
        return MessageTypeParser.parseMessageType("message file { " + fields + " }");
    }

    public static byte[] write(MessageType schema, Style style, List<Group> rows) {
        try {
            Path file = Files.createTempFile("kinglet-test", ".parquet");
            Files.delete(file);
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                    .withConf(new PlainParquetConfiguration())
                    .withType(schema)
                    .withCodecFactory(new PageCodecs())
                    .withCompressionCodec(style.codec().name)
                    .withWriterVersion(style.second() ? WriterVersion.PARQUET_2_0 : WriterVersion.PARQUET_1_0)
                    .withDictionaryEncoding(style.dictionary())
                    .withByteStreamSplitEncoding(style.split())
                    .withPageSize(style.pageBytes())
                    .withMinRowCountForPageSizeCheck(1)
                    .withRowGroupRowCountLimit(150)
                    .build()) {
                for (Group row : rows) {
                    writer.write(row);
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it reads itself. */
    public static List<Row> read(byte[] bytes) {
        try {
            Path file = Files.createTempFile("kinglet-test", ".parquet");
            Files.write(file, bytes);
            List<Row> rows = new ArrayList<>();
            try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
                for (Group row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row(row));
                }
            }
            Files.delete(file);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends ParquetReader.Builder<Group> {
        Reader(InputFile file) {
            super(file, new PlainParquetConfiguration());
            withCodecFactory(new PageCodecs());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /** A group of names with values: lists for what is repeated, maps for groups; what has no name is absent. */
    public static Group group(GroupType type, Map<String, ?> values) {
        Group group = new SimpleGroup(type);
        values.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                list.forEach(item -> add(group, name, item));
            } else {
                add(group, name, value);
            }
        });
        return group;
    }

    private static void add(Group to, String name, Object value) {
        switch (value) {
            case Map<?, ?> parts -> {
                Group made = group(to.getType().getType(name).asGroupType(), names(parts));
                to.add(name, made);
            }
            case Integer number -> to.add(name, number);
            case Long number -> to.add(name, number);
            case Boolean truth -> to.add(name, truth);
            case Float number -> to.add(name, number);
            case Double number -> to.add(name, number);
            case String text -> to.add(name, text);
            case byte[] bytes -> to.add(name, Binary.fromConstantByteArray(bytes));
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    @SuppressWarnings("unchecked") // made by the tests, with names as keys
    private static Map<String, ?> names(Map<?, ?> parts) {
        return (Map<String, ?>) parts;
    }

    @SuppressWarnings("NullAway") // a row may have nulls
    private static Row row(Group group) {
        GroupType type = group.getType();
        List<String> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int field = 0; field < type.getFieldCount(); field++) {
            Type inside = type.getType(field);
            names.add(inside.getName());
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
                items.add(value(group, field, i));
            }
            boolean repeated = inside.isRepetition(Type.Repetition.REPEATED);
            values.add(repeated ? items : items.isEmpty() ? null : items.getFirst());
        }
        return new Row(names, values);
    }

    private static Object value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (!type.isPrimitive()) {
            return row(group.getGroup(field, index));
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, index);
            case INT32 -> (long) group.getInteger(field, index);
            case INT64 -> group.getLong(field, index);
            case FLOAT -> (double) group.getFloat(field, index);
            case DOUBLE -> group.getDouble(field, index);
            case INT96 -> group.getInt96(field, index).getBytes();
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                type.getLogicalTypeAnnotation() == null
                        ? group.getBinary(field, index).getBytes()
                        : group.getString(field, index);
        };
    }
}
