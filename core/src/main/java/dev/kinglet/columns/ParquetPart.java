package dev.kinglet.columns;

import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.kinglet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A column of a Parquet file with those inside it, with the values that {@link Table} names. A map is a list of its pairs. */
interface ParquetPart {

    /** Takes the arrays of a batch from the readers. */
    void load();

    /** A value of the batch. Inside lists slots are counted over all of them. */
    @Nullable
    Object get(int slot);

    /**
     * The part that a node of the schema stands for.
     *
     * @param readers the reader of each column without parts, by its number in the schema
     */
    static ParquetPart of(SchemaNode node, IntFunction<ColumnReader> readers) {
        return new Builder(readers).part(node, 0);
    }

    /** What messages call the type of a node with parts. */
    static String type(SchemaNode node) {
        if (isRepeated(node)) {
            return "list";
        }
        return node instanceof GroupNode group && group.isList()
                ? "list"
                : node instanceof GroupNode group && group.isMap() ? "map" : "struct";
    }

    private static boolean isRepeated(SchemaNode node) {
        return node.repetitionType() == RepetitionType.REPEATED;
    }

    /**
     * Builds parts. A reader has layers: one for each list or map on the way to its column, and one for each struct that may be null. The
     * repeated group within a list or map has none of its own.
     */
    record Builder(IntFunction<ColumnReader> readers) {

        /** @param layer the number of layers around the node */
        private ParquetPart part(SchemaNode node, int layer) {
            if (isRepeated(node)) { // a list of the old kind, that nothing is written around
                return new Lists(first(node), layer, within(node, layer + 1));
            }
            if (!(node instanceof GroupNode group)) {
                return within(node, layer);
            }
            if (group.isList()) {
                SchemaNode element = Objects.requireNonNull(group.getListElement());
                ParquetPart items = isRepeated(element) ? within(element, layer + 1) : part(element, layer + 1);
                return new Lists(first(group), layer, items);
            }
            if (group.isMap()) {
                return new Lists(first(group), layer, within(group.children().getFirst(), layer + 1));
            }
            boolean nullable = group.repetitionType() == RepetitionType.OPTIONAL;
            return nullable ? new Nullables(first(group), layer, within(group, layer + 1)) : within(group, layer);
        }

        /** The part without what its repetition says. */
        private ParquetPart within(SchemaNode node, int layer) {
            if (!(node instanceof GroupNode group)) {
                return ParquetColumn.of(first(node));
            }
            List<ParquetPart> parts = new ArrayList<>();
            for (SchemaNode child : group.children()) {
                parts.add(part(child, layer));
            }
            return new Structs(group.children().stream().map(SchemaNode::name).toList(), parts);
        }

        /** The reader of the first column inside: all of them have the layers of what is around them in common. */
        private ColumnReader first(SchemaNode node) {
            SchemaNode at = node;
            while (at instanceof GroupNode group) {
                at = group.children().getFirst();
            }
            return readers.apply(((SchemaNode.PrimitiveNode) at).columnIndex());
        }
    }

    /** Lists of a part. */
    final class Lists implements ParquetPart {
        private final ColumnReader reader;
        private final int layer;
        private final ParquetPart items;
        private Validity validity = Validity.NO_NULLS;
        private int[] offsets = {};

        private Lists(ColumnReader reader, int layer, ParquetPart items) {
            this.reader = reader;
            this.layer = layer;
            this.items = items;
        }

        @Override
        public void load() {
            validity = reader.getLayerValidity(layer);
            offsets = reader.getLayerOffsets(layer);
            items.load();
        }

        @Override
        public @Nullable Object get(int slot) {
            if (validity.isNull(slot)) {
                return null;
            }
            List<@Nullable Object> list = new ArrayList<>(offsets[slot + 1] - offsets[slot]);
            for (int i = offsets[slot]; i < offsets[slot + 1]; i++) {
                list.add(items.get(i));
            }
            return list;
        }
    }

    /** A part that is null where what is around it says so. */
    final class Nullables implements ParquetPart {
        private final ColumnReader reader;
        private final int layer;
        private final ParquetPart part;
        private Validity validity = Validity.NO_NULLS;

        private Nullables(ColumnReader reader, int layer, ParquetPart part) {
            this.reader = reader;
            this.layer = layer;
            this.part = part;
        }

        @Override
        public void load() {
            validity = reader.getLayerValidity(layer);
            part.load();
        }

        @Override
        public @Nullable Object get(int slot) {
            return validity.isNull(slot) ? null : part.get(slot);
        }
    }

    /** Several parts side by side. */
    record Structs(List<String> names, List<ParquetPart> parts) implements ParquetPart {

        @Override
        public void load() {
            parts.forEach(ParquetPart::load);
        }

        @Override
        public Object get(int slot) {
            List<@Nullable Object> values = new ArrayList<>(parts.size());
            for (ParquetPart part : parts) {
                values.add(part.get(slot));
            }
            return new Row(names, values);
        }
    }
}
