package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A column without parts, with all that lies around it: what is a column chunk in Parquet. Writes its pages, in which each entry is a value
 * or its absence. Of each the definition level says how many of the optional and repeated elements of the path are there, and the repetition
 * level which list it goes on with, 0 where it begins a row.
 */
final class ParquetLeaf {

    private final List<ParquetField> path;
    private final ParquetField field;
    private final int maxDefinition;
    private final int maxRepetition;
    private final GrowingBytes definitions = new GrowingBytes();
    private final GrowingBytes repetitions = new GrowingBytes();

    private ParquetLeaf(List<ParquetField> path) {
        this.path = path;
        this.field = path.getLast();
        this.maxRepetition = (int) path.stream().filter(ParquetField::isList).count();
        this.maxDefinition = path.size() + maxRepetition;
    }

    /** The leaves of a column. */
    static List<ParquetLeaf> of(ParquetField column) {
        List<ParquetLeaf> leaves = new ArrayList<>();
        collect(List.of(), column, leaves);
        return leaves;
    }

    private static void collect(List<ParquetField> around, ParquetField field, List<ParquetLeaf> leaves) {
        List<ParquetField> path = new ArrayList<>(around);
        path.add(field);
        if (field.primitive() != null) {
            leaves.add(new ParquetLeaf(path));
        }
        for (ParquetField child : field.children()) {
            collect(path, child, leaves);
        }
    }

    int type() {
        return Objects.requireNonNull(field.primitive()).type();
    }

    /** Its path in the schema. */
    List<String> names() {
        return path.stream().flatMap(step -> step.steps().stream()).toList();
    }

    /**
     * Adds the body of a page with all of the present batch.
     *
     * @return how many entries it has
     */
    int page(int rows, GrowingBytes page) {
        if (path.size() == 1) {
            flat(rows, page);
            field.values(page);
            return rows;
        }
        definitions.cut(0);
        repetitions.cut(0);
        for (int row = 0; row < rows; row++) {
            visit(0, row, 0, 0, 0);
        }
        if (maxRepetition > 0) {
            levels(repetitions, maxRepetition, page);
        }
        levels(definitions, maxDefinition, page);
        field.values(page);
        return definitions.size();
    }

    /**
     * Adds the entries of a slot.
     *
     * @param depth of the field in the path
     * @param repetition the level of the first of them
     * @param definition how many elements around the field are there
     * @param lists how many lists are around it
     */
    private void visit(int depth, int slot, int repetition, int definition, int lists) {
        ParquetField step = path.get(depth);
        if (step.isNull(slot)) {
            entry(repetition, definition);
        } else if (depth == path.size() - 1) {
            entry(repetition, definition + 1);
        } else if (!step.isList()) {
            visit(depth + 1, slot, repetition, definition + 1, lists);
        } else {
            int start = step.start(slot);
            int end = step.start(slot + 1);
            if (start == end) {
                entry(repetition, definition + 1);
            }
            for (int i = start; i < end; i++) {
                visit(depth + 1, i, i == start ? repetition : lists + 1, definition + 2, lists + 1);
            }
        }
    }

    private void entry(int repetition, int definition) {
        repetitions.putByte(repetition);
        definitions.putByte(definition);
    }

    /** The levels of a column that lies in no other: one run if all or none have a value, else the bits, eight slots a byte. */
    private void flat(int rows, GrowingBytes page) {
        int start = page.size();
        page.putInt(0);
        int nulls = field.nulls();
        if (nulls == 0 || nulls == rows) {
            run(rows, nulls == 0 ? 1 : 0, page);
        } else {
            ThriftWriter.put((((rows + 7L) / 8) << 1) | 1, page);
            page.put(field.valid().bytes(), (rows + 7) / 8);
        }
        page.setInt(start, page.size() - start - Integer.BYTES);
    }

    private static void run(int count, int level, GrowingBytes page) {
        ThriftWriter.put((long) count << 1, page);
        page.putByte(level);
    }

    /** One run if all are the same, else all of them in as few bits each as hold the highest, the first in the lowest bits. */
    private static void levels(GrowingBytes levels, int highest, GrowingBytes page) {
        int start = page.size();
        page.putInt(0);
        int count = levels.size();
        byte[] bytes = levels.bytes();
        boolean same = true;
        for (int i = 1; i < count && same; i++) {
            same = bytes[i] == bytes[0];
        }
        if (same) {
            run(count, bytes[0], page);
        } else {
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(highest);
            int groups = (count + 7) / 8;
            ThriftWriter.put(((long) groups << 1) | 1, page);
            long pending = 0;
            int bits = 0;
            for (int i = 0; i < groups * 8; i++) {
                pending |= (long) (i < count ? bytes[i] : 0) << bits;
                bits += width;
                while (bits >= Byte.SIZE) {
                    page.putByte((int) pending);
                    pending >>>= Byte.SIZE;
                    bits -= Byte.SIZE;
                }
            }
        }
        page.setInt(start, page.size() - start - Integer.BYTES);
    }
}
