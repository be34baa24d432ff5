package dev.kinglet.columns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column is made for. It changes when a value comes that does not fit: from nothing to the value's kind, and from there to any.
 * Confined to its writer's or reader's thread.
 */
final class Shape {

    private final String name;
    private Kind kind;
    private @Nullable Class<?> type;
    private int scale;
    private List<Shape> children;
    private Shapes finder = Shapes.OUTERMOST;

    Shape(String name, Kind kind, @Nullable Class<?> type, int scale, List<Shape> children) {
        this.name = name;
        this.kind = kind;
        this.type = type;
        this.scale = scale;
        this.children = children;
    }

    static Shape leaf(String name, Kind kind) {
        return new Shape(name, kind, null, 0, List.of());
    }

    /** A column of which only nulls are known, and where it lies. */
    static Shape nothing(String name, Shapes finder) {
        Shape shape = leaf(name, Kind.NOTHING);
        shape.finder = finder;
        return shape;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** The record or enum. */
    Class<?> type() {
        if (type == null) {
            throw new IllegalStateException(kind + " has no class");
        }
        return type;
    }

    /** Of decimals. */
    int scale() {
        return scale;
    }

    List<Shape> children() {
        return children;
    }

    Shape child() {
        return children.getFirst();
    }

    /** Makes room for a value that does not fit. After at most two times everything does. */
    void widenFor(@Nullable Object value) {
        Shape wider = kind == Kind.NOTHING ? finder.find(name, Object.class, value) : leaf(name, Kind.ANY);
        finder = wider.finder;
        kind = wider.kind;
        type = wider.type;
        scale = wider.scale;
        children = wider.children;
    }
}
