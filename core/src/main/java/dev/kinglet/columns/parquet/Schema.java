package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ArrowDurations;
import dev.kinglet.columns.ColumnsException;
import java.util.ArrayList;
import java.util.List;

/** The tree of the elements that the footer has in a row. */
record Schema(List<Node> fields, List<Node> leaves) {

    /** Levels of a path are bytes here. No schema that anybody wrote by thought comes near. */
    private static final int MAX_DEPTH = 100;

    /** @param durations which columns are some */
    static Schema of(List<Element> elements, ArrowDurations durations) {
        if (elements.isEmpty()) {
            throw new ColumnsException("there is no schema");
        }
        Builder builder = new Builder(elements, durations);
        Element root = elements.getFirst();
        List<Node> fields = builder.children(root.children(), "", 0, 0, 0);
        if (builder.next != elements.size()) {
            throw new ColumnsException("the schema has " + elements.size() + " elements, but its tree " + builder.next);
        }
        return new Schema(fields, builder.leaves);
    }

    private static final class Builder {
        private final List<Element> elements;
        private final ArrowDurations durations;
        private final List<Node> leaves = new ArrayList<>();
        private int next = 1;

        Builder(List<Element> elements, ArrowDurations durations) {
            this.elements = elements;
            this.durations = durations;
        }

        List<Node> children(int count, String around, int definition, int repetition, int depth) {
            if (count < 0 || count > elements.size() - next || depth > MAX_DEPTH) {
                throw new ColumnsException("the schema's group " + around + " is said to have " + count
                        + " columns inside, at depth " + depth);
            }
            List<Node> children = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                children.add(node(around, definition, repetition, depth));
            }
            return children;
        }

        private Node node(String around, int definitionAround, int repetitionAround, int depth) {
            if (next >= elements.size()) {
                throw new ColumnsException("the schema ends too early");
            }
            Element element = elements.get(next++);
            String path = around.isEmpty() ? element.name() : around + "." + element.name();
            Node.Repetition repeated = Node.Repetition.of(element.repetition());
            if (repeated == null) {
                throw new ColumnsException("column " + path + " has repetition " + element.repetition());
            }
            int definition = definitionAround + (repeated == Node.Repetition.REQUIRED ? 0 : 1);
            int repetition = repetitionAround + (repeated == Node.Repetition.REPEATED ? 1 : 0);
            int leaf = leaves.size();
            if (element.isGroup()) {
                List<Node> children = children(element.children(), path, definition, repetition, depth + 1);
                return new Node(
                        element.name(),
                        path,
                        repeated,
                        null,
                        0,
                        element.annotation(),
                        definition,
                        repetition,
                        leaf,
                        children);
            }
            Physical physical = Physical.of(element.physical());
            int length = physical == Physical.FIXED_LEN_BYTE_ARRAY ? element.length() : physical.bytes();
            if (length < 0) {
                throw new ColumnsException("column " + path + " is said to have values of " + length + " bytes");
            }
            Node node = new Node(
                    element.name(),
                    path,
                    repeated,
                    physical,
                    length,
                    annotation(element, path, physical),
                    definition,
                    repetition,
                    leaf,
                    List.of());
            leaves.add(node);
            return node;
        }

        private Annotation annotation(Element element, String path, Physical physical) {
            if (element.annotation().kind() != Annotation.Kind.NONE || physical != Physical.INT64) {
                return element.annotation();
            }
            long perSecond = durations.perSecond(leaves.size(), path);
            return perSecond == 0 ? Annotation.NONE : Annotation.duration(perSecond);
        }
    }
}
