package dev.kinglet;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines: one object a line (NDJSON), in UTF-8 unless a byte order mark or {@link #charset} says another encoding. Lines without anything are passed over. A record's components are the members of the same
 * name, in any order, other members are passed over; a component may be a record, a {@link List} or a {@link Map} in turn. An {@link
 * java.util.Optional} is empty where the member is missing or null; another component's member has to be there, and may be null unless
 * the component is primitive.
 *
 * @param type a record class, or {@link Map}
 * @param patterns where the objects are, as {@link Inputs} has them
 * @param charset the name of the encoding; null for UTF-8
 * @param badRecords what becomes of lines that do not fit
 */
public record JsonSource<T>(
        Class<?> type, List<String> patterns, @Nullable String charset, BadRecords badRecords) implements Source<T> {

    public JsonSource {
        patterns = Patterns.checked(patterns);
        if (!type.isRecord() && type != Map.class) {
            throw new IllegalArgumentException(
                    type.getName() + " is no record class; name one, or none to read each line as a map");
        }
    }

    /** The encoding of objects that do not begin with a byte order mark, as {@link TextSource#charset} has it. */
    public JsonSource<T> charset(Charset value) {
        return new JsonSource<>(type, patterns, value.name(), badRecords);
    }

    /** See {@link BadRecords}. */
    public JsonSource<T> badRecords(BadRecords value) {
        return new JsonSource<>(type, patterns, charset, value);
    }
}
