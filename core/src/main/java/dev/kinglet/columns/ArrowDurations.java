package dev.kinglet.columns;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a Parquet file are durations. Parquet has no type for them; Arrow's writers store the ticks as whole numbers, and in the footer the schema
 * that the columns had in Arrow. Its columns without parts are Parquet's, in the same order.
 *
 * @param leaves the columns without parts
 */
public record ArrowDurations(List<Leaf> leaves) {

    /** Under which the footer has the schema. */
    public static final String KEY = "ARROW:schema";

    /**
     * A column without parts.
     *
     * @param column the outermost column around it
     * @param perSecond how many ticks of it are a second, 0 if it is no duration
     */
    public record Leaf(String column, long perSecond) {}

    private static final ArrowDurations NONE = new ArrowDurations(List.of());

    private static final int MAX_DEPTH = 100;

    /**
     * Reads the schema.
     *
     * @param schema as the footer has it, or null
     * @param count how many columns without parts the file has. A schema with another number is of other columns, from which somebody made
     *     these and left the schema as it was
     */
    public static ArrowDurations read(@Nullable String schema, int count) {
        if (schema == null) {
            return NONE;
        }
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(schema)).order(ByteOrder.LITTLE_ENDIAN);
            // The first writers left out that it is a message, and wrote only its size.
            int head = bytes.getInt(0) == Ipc.CONTINUATION ? 2 * Integer.BYTES : Integer.BYTES;
            Message message = Message.getRootAsMessage(bytes.position(head).slice());
            if (message.headerType() != MessageHeader.Schema) {
                return NONE;
            }
            Schema columns = (Schema) message.header(new Schema());
            List<Leaf> leaves = new ArrayList<>();
            for (int i = 0; i < columns.fieldsLength() && leaves.size() <= count; i++) {
                Field column = columns.fields(i);
                add(column, String.valueOf(column.name()), count, 0, leaves);
            }
            return leaves.size() == count ? new ArrowDurations(leaves) : NONE;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
            throw new ColumnsException("the schema of Arrow in it cannot be read", e);
        }
    }

    /** Adds what is in a column, which damage can have led back to itself. */
    private static void add(Field field, String column, int most, int depth, List<Leaf> leaves) {
        if (field.childrenLength() == 0) {
            leaves.add(new Leaf(column, field.typeType() == Type.Duration ? perSecond(field) : 0));
        }
        for (int i = 0; i < field.childrenLength() && leaves.size() <= most; i++) {
            if (depth == MAX_DEPTH) {
                throw new IllegalArgumentException("columns lie in each other more than " + MAX_DEPTH + " deep");
            }
            add(field.children(i), column, most, depth + 1, leaves);
        }
    }

    private static long perSecond(Field field) {
        return switch (((Duration) field.type(new Duration())).unit()) {
            case TimeUnit.SECOND -> 1;
            case TimeUnit.MILLISECOND -> 1_000;
            case TimeUnit.MICROSECOND -> 1_000_000;
            default -> 1_000_000_000;
        };
    }

    /**
     * How many ticks of a column are a second, 0 if it is no duration.
     *
     * @param leaf its number among those without parts
     * @param path its name behind those of the groups around it
     */
    public long perSecond(int leaf, String path) {
        if (leaf >= leaves.size()) {
            return 0;
        }
        String column = leaves.get(leaf).column();
        return path.equals(column) || path.startsWith(column + ".")
                ? leaves.get(leaf).perSecond()
                : 0;
    }
}
