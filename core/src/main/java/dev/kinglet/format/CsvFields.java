package dev.kinglet.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row at a time, as places in its bytes; only those that are asked for become strings. Confined to one thread. */
final class CsvFields {

    private final byte separator;
    private final TextLook look;
    private long position;
    private byte[] bytes = {};
    private int[] from = new int[16];
    private int[] until = new int[16];
    private boolean[] quoted = new boolean[16];
    private int count;

    CsvFields(byte separator, TextLook look) {
        this.separator = separator;
        this.look = look;
    }

    /**
     * Takes the values of a row apart.
     *
     * @param at where in the object the row begins
     * @throws MisfitException if its quotation marks are not as they should be
     */
    void read(byte[] row, int start, int end, long at) throws MisfitException {
        bytes = row;
        position = at - start;
        count = 0;
        int place = start;
        do {
            place = field(place, end) + 1;
        } while (place <= end);
    }

    /** Reads the value that begins there. Gives where it ends: at a separator or the end of the row. */
    private int field(int start, int end) throws MisfitException {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            until = Arrays.copyOf(until, count * 2);
            quoted = Arrays.copyOf(quoted, count * 2);
        }
        boolean quotes = start < end && bytes[start] == '"';
        int place = quotes ? closing(start + 1, end) : start;
        from[count] = quotes ? start + 1 : start;
        quoted[count] = quotes;
        if (quotes) {
            until[count++] = place++;
            if (place < end && bytes[place] != separator) {
                throw new MisfitException(
                        "value " + count + " has something behind its closing quotation mark; expected"
                                + " a separator, or the quotation mark doubled");
            }
            return place;
        }
        for (; place < end && bytes[place] != separator; place++) {
            byte b = bytes[place];
            // Most bytes are told by the first comparison.
            if (b <= '"' && (b == '\r' || b == '\n')) {
                throw new MisfitException(
                        "value " + (count + 1) + " has an end of line of another kind than the first lines'"
                                + " within; expected the value in quotation marks, or all ends of lines the same");
            }
            if (b == '"') {
                throw new MisfitException(
                        "value " + (count + 1) + " has a quotation mark within, but does not begin with one;"
                                + " expected it doubled, and the value in quotation marks");
            }
        }
        until[count++] = place;
        return place;
    }

    private int closing(int start, int end) throws MisfitException {
        for (int place = start; place < end; place++) {
            if (bytes[place] == '"') {
                if (place + 1 == end || bytes[place + 1] != '"') {
                    return place;
                }
                place++;
            }
        }
        throw new MisfitException("the quotation marks of value " + (count + 1) + " are never closed");
    }

    int count() {
        return count;
    }

    /** Whether a value is nothing at all, not even a pair of quotation marks. */
    boolean isEmpty(int index) {
        return from[index] == until[index] && !quoted[index];
    }

    String text(int index) throws MisfitException {
        String text = decoded(index);
        return quoted[index] && text.indexOf('"') >= 0 ? text.replace("\"\"", "\"") : text;
    }

    private String decoded(int index) throws MisfitException {
        return look.decode(bytes, from[index], until[index], position + from[index]);
    }

    /**
     * What a value is.
     *
     * @throws MisfitException if it is something else
     */
    Object value(int index, Scalar type, Class<?> raw) throws MisfitException {
        Object plain = plain(index, type);
        return plain == null ? type.parse(text(index), raw) : plain;
    }

    /**
     * What a value is of a type that was guessed from others.
     *
     * @throws MisfitException if it is something else, or its text says more than the value would
     */
    Object inferred(int index, Scalar type) throws MisfitException {
        Object plain = Digits.isCanonical(bytes, from[index], until[index]) ? plain(index, type) : null;
        return plain == null ? Inferred.value(type, text(index)) : plain;
    }

    private @Nullable Object plain(int index, Scalar type) {
        if (type == Scalar.DOUBLE) {
            return Digits.number(bytes, from[index], until[index]);
        }
        if (type != Scalar.LONG && type != Scalar.INT) {
            return null;
        }
        Long whole = Digits.wholeNumber(bytes, from[index], until[index]);
        if (whole == null || type == Scalar.LONG) {
            return whole;
        }
        long value = whole;
        return value == (int) value ? Integer.valueOf((int) value) : null;
    }

    List<String> texts() throws MisfitException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(i));
        }
        return texts;
    }
}
