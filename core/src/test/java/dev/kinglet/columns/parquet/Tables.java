package dev.kinglet.columns.parquet;

import dev.kinglet.Row;
import dev.kinglet.columns.MapPairs;
import dev.kinglet.columns.StoredBytes;
import dev.kinglet.columns.Table;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whole tables. */
final class Tables {

    private Tables() {}

    @SuppressWarnings("NullAway") // a row may have nulls
    static List<Row> rows(byte[] file) {
        try (Table table = ParquetTable.open(new InMemory(file), 0, Long.MAX_VALUE)) {
            List<String> columns = table.columns();
            table.choose(new HashSet<>(columns));
            List<Row> rows = new ArrayList<>();
            for (int count = table.next(); count >= 0; count = table.next()) {
                for (int row = 0; row < count; row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int column = 0; column < columns.size(); column++) {
                        values.add(table.get(column, row));
                    }
                    rows.add(new Row(columns, values));
                }
            }
            return rows;
        }
    }

    /** The same with bytes as text, for they are equal only to themselves, and with maps for the pairs of maps. */
    static @Nullable Object comparable(@Nullable Object value) {
        return plain(MapPairs.asMaps(value));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> Arrays.toString(bytes);
            case List<?> list -> list.stream().map(Tables::plain).toList();
            case Row row -> Arrays.asList(row.columns(), plain(row.values()));
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> made = new LinkedHashMap<>();
                map.forEach((key, of) -> made.put(plain(key), plain(of)));
                yield made;
            }
            case null, default -> value;
        };
    }

    /** An object's bytes. */
    record InMemory(byte[] bytes) implements StoredBytes {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open(long from, long expectedBytes) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }
    }
}
