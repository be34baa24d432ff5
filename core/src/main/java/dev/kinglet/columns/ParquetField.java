package dev.kinglet.columns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column with those inside it, as Parquet's schema has them, and its part of the batch that is written. Every one may have nulls. A
 * list is a group, with a repeated group in it, with the elements in that.
 */
final class ParquetField {

    static final int OPTIONAL = 1;

    private static final int REPEATED = 2;

    /** The converted type that old readers know lists by. */
    private static final int LIST = 3;

    private static final int LIST_TYPE = 3;
    private static final String REPETITION = "list";
    private static final String ELEMENT = "element";

    private final String name;
    private final Shape shape;
    private final @Nullable ParquetPrimitive primitive;
    private final List<ParquetField> children = new ArrayList<>();
    private int slots;
    private int nulls;
    private List<GrowingBytes> buffers = List.of();

    ParquetField(Shape shape) {
        this(shape.name(), shape.kind() == Kind.OPTIONAL ? shape.child() : shape);
    }

    private ParquetField(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
        if (!isList() && shape.kind() != Kind.RECORD && shape.kind() != Kind.ROW) {
            this.primitive = new ParquetPrimitive(shape);
            return;
        }
        this.primitive = null;
        for (Shape child : shape.children()) {
            Shape inside = child.kind() == Kind.OPTIONAL ? child.child() : child;
            children.add(new ParquetField(isList() ? ELEMENT : child.name(), inside));
        }
        if (children.isEmpty()) {
            throw new IllegalArgumentException("column " + name
                    + " has records without components, which Parquet does not have;" + " map the rows to others");
        }
    }

    boolean isList() {
        return shape.kind() == Kind.LIST;
    }

    /** What it is where it has no parts. */
    @Nullable
    ParquetPrimitive primitive() {
        return primitive;
    }

    List<ParquetField> children() {
        return children;
    }

    /** The steps of its path in the schema. */
    List<String> steps() {
        return isList() ? List.of(name, REPETITION) : List.of(name);
    }

    /** How many elements it and those inside have in the schema. */
    int elements() {
        return steps().size()
                + children.stream().mapToInt(ParquetField::elements).sum();
    }

    /** Adds the schema's elements. */
    void describe(ThriftWriter out) {
        if (primitive != null) {
            primitive.describe(name, out);
            return;
        }
        out.beginElement();
        out.int32(3, OPTIONAL);
        out.text(4, name);
        out.int32(5, children.size());
        if (isList()) {
            out.int32(6, LIST);
            out.beginStruct(10);
            out.emptyStruct(LIST_TYPE);
            out.end();
        }
        out.end();
        if (isList()) {
            out.beginElement();
            out.int32(3, REPEATED);
            out.text(4, REPETITION);
            out.int32(5, 1);
            out.end();
        }
        for (ParquetField child : children) {
            child.describe(out);
        }
    }

    /** Takes what it and those inside have of a batch. */
    void take(Iterator<long[]> columns, Iterator<GrowingBytes> from) {
        long[] counts = columns.next();
        slots = (int) counts[0];
        nulls = (int) counts[1];
        List<GrowingBytes> own = new ArrayList<>();
        int count = primitive != null ? primitive.buffers() : isList() ? 2 : 1;
        for (int i = 0; i < count; i++) {
            own.add(from.next());
        }
        buffers = own;
        for (ParquetField child : children) {
            child.take(columns, from);
        }
    }

    int slots() {
        return slots;
    }

    int nulls() {
        return nulls;
    }

    /** Which slots have a value, a bit each. Of a column that has nulls, and not only these. */
    GrowingBytes valid() {
        return buffers.getFirst();
    }

    boolean isNull(int slot) {
        return nulls > 0 && (nulls == slots || (valid().bytes()[slot >> 3] >> (slot & 7) & 1) == 0);
    }

    /** Where the elements of a slot begin, and end where those of the next begin. Of a list. */
    int start(int slot) {
        return buffers.get(1).getInt(slot << 2);
    }

    /** Adds the values of a column without parts. */
    void values(GrowingBytes to) {
        if (primitive != null) {
            primitive.values(slots, nulls, buffers, to);
        }
    }
}
