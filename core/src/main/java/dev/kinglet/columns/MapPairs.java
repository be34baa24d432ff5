package dev.kinglet.columns;

import dev.kinglet.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pairs of a map, each a {@link Row} of a key and, where the column has them, a value. As a list it has all of them, in their order. */
public final class MapPairs extends ArrayList<@Nullable Object> {

    public MapPairs(int capacity) {
        super(capacity);
    }

    /** The value, with maps in place of the pairs in it, however deep. The last of those with the same key counts, as Parquet wants it. */
    public static @Nullable Object asMaps(@Nullable Object value) {
        if (value instanceof MapPairs pairs) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (Object pair : pairs) {
                List<@Nullable Object> parts = ((Row) Objects.requireNonNull(pair)).values();
                map.put(asMaps(parts.getFirst()), parts.size() < 2 ? null : asMaps(parts.getLast()));
            }
            return map;
        }
        if (value instanceof List<?> list) {
            return all(list);
        }
        return value instanceof Row row ? new Row(row.columns(), all(row.values())) : value;
    }

    private static List<@Nullable Object> all(List<? extends @Nullable Object> values) {
        List<@Nullable Object> made = new ArrayList<>(values.size());
        for (Object value : values) {
            made.add(asMaps(value));
        }
        return made;
    }
}
