package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Makes the parts of a column by what its schema means. Lists and maps have had several shapes, of which the format's rules of backward
 * compatibility say what each is; what is beyond them is refused by name, since nobody knows what its writer meant.
 */
final class Parts {

    /**
     * A column without parts, in the lists around it.
     *
     * @param lists the groups and columns around it that are repeated, itself included, from the outermost on
     */
    private record Leaf(LeafReader reader, List<Node> lists) {}

    private final List<Leaf> leaves = new ArrayList<>();
    private final Deque<Node> around = new ArrayDeque<>();
    private final Part part;

    /** @throws ColumnsException if it has a shape that means nothing, with the reason */
    Parts(Node column) {
        this.part = part(column);
    }

    /** Gives its values. */
    Part part() {
        return part;
    }

    /** What is to be read before. */
    List<LeafReader> readers() {
        return leaves.stream().map(Leaf::reader).toList();
    }

    /** Refuses columns that do not agree on the lists that they lie in together. */
    void check() {
        Leaf first = leaves.getFirst();
        for (Leaf other : leaves.subList(1, leaves.size())) {
            int shared = 0;
            while (shared < Math.min(first.lists().size(), other.lists().size())
                    && first.lists().get(shared).leaf()
                            == other.lists().get(shared).leaf()) {
                shared++;
            }
            if (!first.reader().slots().agrees(other.reader().slots(), shared)) {
                throw new ColumnsException("columns " + first.reader().node().path() + " and "
                        + other.reader().node().path() + " lie in the same lists, but have them of other lengths");
            }
        }
    }

    /** What a node is, as often as it is there. */
    private Part part(Node node) {
        return switch (node.repeated()) {
            case REQUIRED -> within(node);
            case OPTIONAL -> node.isGroup() ? optional(node) : within(node);
            // Outside of what is annotated as a list or map: a list that is always there, of elements that are.
            case REPEATED -> list(node, false, () -> within(node));
        };
    }

    private Part optional(Node node) {
        Part inside = within(node);
        return new Part.Optionals(leaves.getLast().reader(), node, inside);
    }

    /** Makes the elements of a list. */
    private interface Items {
        Part make();
    }

    private Part list(Node repeated, boolean areMaps, Items items) {
        around.addLast(repeated);
        Part inside = items.make();
        around.removeLast();
        return new Part.Lists(leaves.getLast().reader(), around.size(), inside, areMaps);
    }

    /** What a node is where it is there. */
    private Part within(Node node) {
        Annotation.Kind kind = node.annotation().kind();
        if (!node.isGroup()) {
            return leaf(node);
        }
        if (node.children().isEmpty()) {
            throw refused(node, "is a group without columns");
        }
        if (kind == Annotation.Kind.LIST) {
            return annotatedList(node);
        }
        if (node.annotation().isMap()) {
            return annotatedMap(node);
        }
        if (kind == Annotation.Kind.VARIANT) {
            checkVariant(node);
        }
        return struct(node);
    }

    private Part leaf(Node node) {
        if (node.annotation().kind() == Annotation.Kind.LIST
                || node.annotation().isMap()) {
            throw refused(node, "is annotated as " + node.annotation() + ", but is no group");
        }
        int[] levels = around.stream().mapToInt(Node::definition).toArray();
        LeafReader reader = new LeafReader(node, LeafType.of(node), levels);
        leaves.add(new Leaf(reader, List.copyOf(around)));
        return new Part.Leaf(reader);
    }

    private Part struct(Node node) {
        List<Part> parts = new ArrayList<>();
        for (Node child : node.children()) {
            parts.add(part(child));
        }
        return new Part.Structs(node.children().stream().map(Node::name).toList(), parts);
    }

    private Part annotatedList(Node node) {
        Node repeated = onlyRepeated(node);
        return list(
                repeated,
                false,
                () -> isElement(node, repeated)
                        ? within(repeated)
                        : part(repeated.children().getFirst()));
    }

    /** Whether the repeated field of a list is the element itself, and not a group around it. The format's rules, in their order. */
    private static boolean isElement(Node list, Node repeated) {
        return !repeated.isGroup()
                || repeated.children().size() != 1
                || repeated.children().getFirst().isRepeated()
                || repeated.name().equals("array")
                || repeated.name().equals(list.name() + "_tuple");
    }

    private Part annotatedMap(Node node) {
        Node pairs = onlyRepeated(node);
        if (!pairs.isGroup() || pairs.children().isEmpty() || pairs.children().size() > 2) {
            throw refused(node, "is annotated as a map, but has no pairs of a key and a value");
        }
        if (pairs.children().getFirst().isRepeated()) {
            throw refused(node, "is annotated as a map, but has many keys for a value");
        }
        return list(pairs, true, () -> struct(pairs));
    }

    private static Node onlyRepeated(Node node) {
        if (node.children().size() != 1 || !node.children().getFirst().isRepeated()) {
            throw refused(
                    node,
                    "is annotated as " + node.annotation() + ", but has not one repeated column inside, but "
                            + node.children().stream()
                                    .map(child -> child.repeated() + " " + child.name())
                                    .toList());
        }
        return node.children().getFirst();
    }

    /** Its parts are what they are called. Where some of its values lie in columns of their own, the rest means nothing without them. */
    private static void checkVariant(Node node) {
        if (node.children().stream().anyMatch(child -> child.name().equals("typed_value"))) {
            throw refused(node, "is a VARIANT of which some values lie in columns of their own");
        }
    }

    private static ColumnsException refused(Node node, String reason) {
        return new ColumnsException("column " + node.path() + " " + reason
                + ", which Kinglet does not read; name the columns that are wanted in a record class without it");
    }
}
