package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column without parts, batch by batch. Each entry is a value or its absence: its definition level says how many of the optional and
 * repeated elements of the path are there, its repetition level which list it goes on with, 0 where it begins a row. Confined to one thread.
 */
final class LeafReader {

    private static final int AHEAD = 1024;

    /** More in one batch is the work of damage, or would not fit in any worker. */
    private static final int MAX_ENTRIES = 1 << 26;

    private final Node node;
    private final LeafType type;
    private final Slots slots;
    private final byte[] aheadRepetitions = new byte[AHEAD];
    private final byte[] aheadDefinitions = new byte[AHEAD];
    private @Nullable PageReader pages;
    private int aheadAt;
    private int aheadEnd;
    private byte[] repetitions = {};
    private byte[] definitions = {};
    private int entries;
    private long[] longs = {};
    private double[] doubles = {};
    private @Nullable Object[] objects = {};
    private int values;
    private int[] places = {};
    private boolean hasAbsent;

    /** @param lists the definition levels of the repeated elements of the path, from the outermost on */
    LeafReader(Node node, LeafType type, int[] lists) {
        this.node = node;
        this.type = type;
        this.slots = new Slots(lists);
    }

    Node node() {
        return node;
    }

    LeafType type() {
        return type;
    }

    Slots slots() {
        return slots;
    }

    /** Goes on to another chunk. */
    void open(PageReader chunk) {
        pages = chunk;
        aheadAt = 0;
        aheadEnd = 0;
    }

    /**
     * Reads so many rows, which the chunk must have.
     *
     * @param last whether it must have no more
     */
    void read(int rows, boolean last) {
        PageReader from = pages;
        if (from == null) {
            throw new IllegalStateException("no chunk is open");
        }
        try {
            entries = 0;
            values = 0;
            hasAbsent = false;
            if (node.repetition() == 0) {
                flat(from, rows);
                slots.flat(rows);
            } else {
                nested(from, rows);
                slots.of(repetitions, definitions, entries);
            }
            if (hasAbsent) {
                place();
            }
            if (last && (aheadAt < aheadEnd || from.left() > 0)) {
                throw new ColumnsException("it has more values than its row group has rows");
            }
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            throw damaged(from, e);
        } catch (ColumnsException e) {
            throw damaged(from, e);
        }
    }

    private ColumnsException damaged(PageReader from, RuntimeException e) {
        return new ColumnsException("column " + node.path() + ", " + from.place() + ": " + e.getMessage(), e);
    }

    private void flat(PageReader from, int rows) {
        int highest = node.definition();
        if (highest > 0) {
            definitions = room(definitions, rows);
        }
        while (entries < rows) {
            int now = Math.min(rows - entries, from.page());
            int there = now;
            if (highest > 0) {
                from.definitions().read(definitions, entries, now);
                there = count(definitions, entries, now, highest);
            }
            from.took(now);
            take(from, there);
            hasAbsent |= there < now;
            entries += now;
        }
    }

    private void nested(PageReader from, int rows) {
        int begun = 0;
        while (true) {
            if (aheadAt == aheadEnd && !fill(from)) {
                break;
            }
            int start = aheadAt;
            while (aheadAt < aheadEnd && (aheadRepetitions[aheadAt] != 0 || begun < rows)) {
                begun += aheadRepetitions[aheadAt] == 0 ? 1 : 0;
                aheadAt++;
            }
            int now = aheadAt - start;
            if (now == 0) {
                break;
            }
            if (entries > MAX_ENTRIES - now) {
                throw new ColumnsException("some rows have more than " + MAX_ENTRIES + " values");
            }
            repetitions = room(repetitions, entries + now);
            definitions = room(definitions, entries + now);
            System.arraycopy(aheadRepetitions, start, repetitions, entries, now);
            System.arraycopy(aheadDefinitions, start, definitions, entries, now);
            int there = count(definitions, entries, now, node.definition());
            take(from, there);
            hasAbsent |= there < now;
            entries += now;
        }
        if (begun < rows) {
            throw new ColumnsException("it has fewer rows than its row group");
        }
    }

    /** Reads levels ahead, of one page only. */
    private boolean fill(PageReader from) {
        if (from.left() == 0) {
            return false;
        }
        int now = Math.min(AHEAD, from.page());
        from.repetitions().read(aheadRepetitions, 0, now);
        from.definitions().read(aheadDefinitions, 0, now);
        from.took(now);
        aheadAt = 0;
        aheadEnd = now;
        return true;
    }

    /** How many are there. A level above the highest has no meaning. */
    private static int count(byte[] levels, int from, int count, int highest) {
        int there = 0;
        for (int i = from; i < from + count; i++) {
            if (levels[i] >= highest) {
                if (levels[i] > highest) {
                    throw new ColumnsException("a value is defined at level " + levels[i] + " of " + highest);
                }
                there++;
            }
        }
        return there;
    }

    private void take(PageReader from, int count) {
        if (count == 0) {
            return;
        }
        int needed = values + count;
        switch (type.store()) {
            case LONGS -> {
                longs = needed <= longs.length ? longs : Arrays.copyOf(longs, grown(needed));
                from.values().longs(longs, values, count);
            }
            case DOUBLES -> {
                doubles = needed <= doubles.length ? doubles : Arrays.copyOf(doubles, grown(needed));
                from.values().doubles(doubles, values, count);
            }
            case OBJECTS -> {
                objects = needed <= objects.length ? objects : Arrays.copyOf(objects, grown(needed));
                from.values().objects(objects, values, count);
            }
        }
        values = needed;
    }

    private static byte[] room(byte[] bytes, int needed) {
        return needed <= bytes.length ? bytes : Arrays.copyOf(bytes, grown(needed));
    }

    private static int grown(int needed) {
        return needed + (needed >> 1);
    }

    /** Numbers the values that are there. */
    private void place() {
        if (places.length < entries) {
            places = new int[grown(entries)];
        }
        int place = 0;
        for (int i = 0; i < entries; i++) {
            places[i] = place;
            place += definitions[i] == node.definition() ? 1 : 0;
        }
    }

    /** Whether an element of the path is there, in the slot that its row or list gives it. */
    boolean has(Node element, int slot) {
        return definitions[slots.entry(element.repetition(), slot)] >= element.definition();
    }

    /** The value in a slot of the innermost list, or of a row. */
    @Nullable
    Object get(int slot) {
        int entry = slots.entry(node.repetition(), slot);
        if (hasAbsent && definitions[entry] < node.definition()) {
            return null;
        }
        int place = hasAbsent ? places[entry] : entry;
        return switch (type.store()) {
            case LONGS -> refused(type.number().of(longs[place]));
            case DOUBLES -> doubles[place];
            case OBJECTS -> refused(objects[place]);
        };
    }

    private static @Nullable Object refused(@Nullable Object value) {
        if (value instanceof LeafType.Refused refused) {
            throw new ColumnsException(refused.reason());
        }
        return value;
    }
}
