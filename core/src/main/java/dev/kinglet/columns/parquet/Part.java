package dev.kinglet.columns.parquet;

import dev.kinglet.Row;
import dev.kinglet.columns.MapPairs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column with those inside it, with the values that {@link dev.kinglet.columns.Table} names. A map is a list of its pairs. */
interface Part {

    /** A value of the batch. Inside lists slots are counted over all of them. */
    @Nullable
    Object get(int slot);

    /** A column without parts. */
    record Leaf(LeafReader reader) implements Part {

        @Override
        public @Nullable Object get(int slot) {
            return reader.get(slot);
        }
    }

    /**
     * Lists of a part.
     *
     * @param reader a column inside, of which all have the lists around them in common
     * @param depth how many lists are around it
     * @param areMaps whether they are the pairs of maps
     */
    record Lists(LeafReader reader, int depth, Part items, boolean areMaps) implements Part {

        @Override
        public Object get(int slot) {
            int start = reader.slots().start(depth, slot);
            int end = reader.slots().start(depth, slot + 1);
            List<@Nullable Object> list = areMaps ? new MapPairs(end - start) : new ArrayList<>(end - start);
            for (int i = start; i < end; i++) {
                list.add(items.get(i));
            }
            return list;
        }
    }

    /** A part that is null where the levels say so. */
    record Optionals(LeafReader reader, Node node, Part part) implements Part {

        @Override
        public @Nullable Object get(int slot) {
            return reader.has(node, slot) ? part.get(slot) : null;
        }
    }

    /** Several parts side by side. */
    record Structs(List<String> names, List<Part> parts) implements Part {

        @Override
        public Object get(int slot) {
            List<@Nullable Object> values = new ArrayList<>(parts.size());
            for (Part part : parts) {
                values.add(part.get(slot));
            }
            return new Row(names, values);
        }
    }
}
