package dev.kinglet.reduce;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About how much memory objects take: of one in sixteen it is reckoned, and the mean taken for the others. An estimate will do, for the
 * budgets that it is held against leave room.
 */
final class MemoryEstimate {

    private static final int ONE_IN = 16;
    private static final long HEADER_BYTES = 16;
    private static final long STRING_BYTES = 40;
    private static final int REFERENCE_BYTES = 8;
    private static final int UNKNOWN_BYTES = 128;
    private static final int MAX_DEPTH = 6;

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> {
                        component.getAccessor().setAccessible(true);
                        return component.getAccessor();
                    })
                    .toArray(Method[]::new);
        }
    };

    private long seen;
    private long measured;
    private long measuredBytes;

    /** About how many bytes an object takes. */
    long add(Object object) {
        if (seen++ % ONE_IN == 0) {
            measured++;
            measuredBytes += of(object, 0);
        }
        return measuredBytes / measured;
    }

    private static long of(@Nullable Object object, int depth) {
        if (object == null || object instanceof Enum<?> || depth > MAX_DEPTH) {
            return 0;
        }
        if (object instanceof byte[] bytes) {
            return HEADER_BYTES + bytes.length;
        }
        if (object instanceof String text) {
            return STRING_BYTES + text.length();
        }
        if (object instanceof Number || object instanceof Boolean || object instanceof Character) {
            return HEADER_BYTES + Long.BYTES;
        }
        if (object instanceof Object[] many) {
            return of(Arrays.asList(many), depth);
        }
        if (object.getClass().isArray()) {
            return HEADER_BYTES + (long) Array.getLength(object) * Long.BYTES;
        }
        if (object instanceof Record record) {
            return record(record, depth);
        }
        if (object instanceof Collection<?> many) {
            long bytes = 2 * HEADER_BYTES;
            for (Object element : many) {
                bytes += REFERENCE_BYTES + of(element, depth + 1);
            }
            return bytes;
        }
        if (object instanceof Map<?, ?> map) {
            return HEADER_BYTES
                    + of(map.keySet(), depth + 1)
                    + of(map.values(), depth + 1)
                    + 2 * HEADER_BYTES * map.size();
        }
        if (object instanceof Optional<?> optional) {
            return HEADER_BYTES + of(optional.orElse(null), depth + 1);
        }
        return UNKNOWN_BYTES;
    }

    private static long record(Record record, int depth) {
        long bytes = HEADER_BYTES;
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            if (accessor.getReturnType().isPrimitive()) {
                bytes += Long.BYTES;
            } else {
                try {
                    bytes += REFERENCE_BYTES + of(accessor.invoke(record), depth + 1);
                } catch (ReflectiveOperationException e) {
                    bytes += UNKNOWN_BYTES; // an accessor that throws will do so where its value is wanted, too
                }
            }
        }
        return bytes;
    }
}
