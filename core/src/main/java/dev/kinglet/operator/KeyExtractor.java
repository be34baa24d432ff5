package dev.kinglet.operator;

import dev.kinglet.RemoteFunction;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How records become keys and values.
 *
 * @param key of a record
 * @param value of a record, or null where no value is looked at
 */
public record KeyExtractor(
        RemoteFunction<Object, Object> key, @Nullable RemoteFunction<Object, Object> value) implements Serializable {

    /** A key function for records that are their own keys. */
    public static RemoteFunction<Object, Object> itself() {
        return record -> record;
    }

    public Object keyOf(Object record) throws Exception {
        return present(key.apply(record));
    }

    public Object valueOf(Object record) throws Exception {
        if (value == null) {
            return record;
        }
        Object result = value.apply(record);
        if (result == null) {
            throw new NullPointerException(
                    "the value of a record is null; use an Optional, or filter the records first");
        }
        return result;
    }

    /** The value function, with another behind it. */
    public RemoteFunction<Object, Object> then(RemoteFunction<Object, Object> last) {
        RemoteFunction<Object, Object> first = value;
        return first == null ? last : record -> last.apply(first.apply(record));
    }

    private static Object present(@Nullable Object key) {
        if (key == null) {
            throw new NullPointerException(
                    "the key of a record is null; use a key that each record has, or filter the records first");
        }
        return key;
    }
}
