package dev.kinglet.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.complex.impl.UnionMapWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Arrow's own vectors hold, written by its own writer. What CI reads of pyarrow's has every type; here are those with a form of their own. */
class ArrowJavaTest {

    private static final int ROWS = 40;

    private final Random random = new Random(3);

    @BeforeAll
    static void open() {
        ArrowMemory.open();
    }

    private static <V extends FieldVector> V vector(
            Class<V> type, String name, ArrowType kind, BufferAllocator memory) {
        V vector = type.cast(FieldType.nullable(kind).createNewSingleVector(name, memory, null));
        vector.allocateNew();
        return vector;
    }

    private List<FieldVector> vectors(BufferAllocator memory) {
        List<FieldVector> vectors = new ArrayList<>();
        for (TimeUnit unit : TimeUnit.values()) {
            vectors.add(vector(DurationVector.class, "d" + unit, new ArrowType.Duration(unit), memory));
        }
        vectors.add(vector(DecimalVector.class, "decimal", new ArrowType.Decimal(38, 5, 128), memory));
        vectors.add(vector(VarCharVector.class, "text", ArrowType.Utf8.INSTANCE, memory));
        vectors.add(ListVector.empty("list", memory));
        vectors.add(MapVector.empty("map", memory, false));
        return vectors;
    }

    private void fill(FieldVector vector, int row) {
        switch (vector) {
            // Of more than a long of nanoseconds Arrow's own vectors give the longest instead.
            case DurationVector durations -> durations.setSafe(row, random.nextInt());
            case DecimalVector decimals -> decimals.setSafe(row, BigDecimal.valueOf(random.nextLong(), 5));
            case VarCharVector texts -> texts.setSafe(row, new Text("é中" + random.nextInt()));
            case MapVector maps -> {
                UnionMapWriter writer = maps.getWriter();
                writer.setPosition(row);
                writer.startMap();
                for (int i = random.nextInt(3); i > 0; i--) {
                    writer.startEntry();
                    writer.key().varChar().writeVarChar("k" + i);
                    if (random.nextBoolean()) {
                        writer.value().bigInt().writeBigInt(random.nextLong());
                    } else {
                        writer.value().bigInt().writeNull();
                    }
                    writer.endEntry();
                }
                writer.endMap();
            }
            case ListVector lists -> {
                UnionListWriter writer = lists.getWriter();
                writer.setPosition(row);
                writer.startList();
                for (int i = random.nextInt(3); i > 0; i--) {
                    writer.integer().writeInt(random.nextInt());
                }
                writer.endList();
            }
            default -> throw new IllegalArgumentException(vector.getClass().getName());
        }
    }

    private static byte[] stream(VectorSchemaRoot root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(out))) {
            writer.start();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ArrowTable open(byte[] bytes) {
        ArrowTable table = ArrowTable.open(new StoredBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open(long from, long expectedBytes) {
                return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
            }
        });
        table.choose(new HashSet<>(table.columns()));
        return table;
    }

    /** Of the classes that tables have. */
    private static @Nullable Object value(FieldVector vector, int row) {
        Object found = vector.getObject(row);
        if (vector instanceof MapVector) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (Object pair : found == null ? List.of() : (List<?>) found) {
                Map<?, ?> parts = (Map<?, ?>) pair;
                map.put(String.valueOf(parts.get("key")), parts.get("value"));
            }
            return found == null ? null : map;
        }
        if (found instanceof List<?> list) {
            return list.stream()
                    .map(item -> (Object) ((Integer) item).longValue())
                    .toList();
        }
        return found instanceof Text ? found.toString() : found;
    }

    @Test
    void whatIsReadIsWhatItsVectorsHold() {
        try (BufferAllocator memory = new RootAllocator()) {
            List<FieldVector> vectors = vectors(memory);
            for (FieldVector vector : vectors) {
                for (int row = 0; row < ROWS; row++) {
                    if (random.nextInt(4) > 0) {
                        fill(vector, row);
                    }
                }
                vector.setValueCount(ROWS);
            }
            try (VectorSchemaRoot root = new VectorSchemaRoot(vectors);
                    ArrowTable table = open(stream(root))) {
                assertThat(table.next()).isEqualTo(ROWS);
                for (int column = 0; column < vectors.size(); column++) {
                    for (int row = 0; row < ROWS; row++) {
                        assertThat(MapPairs.asMaps(table.get(column, row)))
                                .as("%s in row %d", table.columns().get(column), row)
                                .isEqualTo(value(vectors.get(column), row));
                    }
                }
            }
        }
    }
}
