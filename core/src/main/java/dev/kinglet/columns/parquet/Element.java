package dev.kinglet.columns.parquet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element of the schema as the footer has it, where groups come before what is in them.
 *
 * @param physical the number of its type, or -1
 * @param repetition the number, or -1
 * @param children how many there are, 0 if it is no group
 */
record Element(
        String name, int physical, int length, int repetition, int children, boolean isGroup, Annotation annotation) {

    static Element read(ThriftReader in, int type) {
        Fields fields = new Fields();
        in.struct(type, (field, inside) -> fields.take(in, field, inside));
        return fields.element();
    }

    private static final class Fields {
        private String name = "";
        private int physical = -1;
        private int length;
        private int repetition = -1;
        private int children;
        private boolean isGroup;
        private int converted = -1;
        private int scale;
        private @Nullable Annotation logical;

        boolean take(ThriftReader in, int field, int type) {
            switch (field) {
                case 1 -> physical = in.int32(type);
                case 2 -> length = in.int32(type);
                case 3 -> repetition = in.int32(type);
                case 4 -> name = in.text(type);
                case 5 -> {
                    children = in.int32(type);
                    isGroup = physical < 0;
                }
                case 6 -> converted = in.int32(type);
                case 7 -> scale = in.int32(type);
                case 10 -> logical = Annotation.read(in, type);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Element element() {
            // UNKNOWN goes with no converted type; parquet-java writes it where it has no logical type for one, as for
            // INTERVAL.
            Annotation old = Annotation.ofConverted(converted, scale);
            boolean says = logical != null
                    && logical.kind() != Annotation.Kind.NONE
                    && (logical.kind() != Annotation.Kind.UNKNOWN || old.kind() == Annotation.Kind.NONE);
            Annotation annotation = says ? Objects.requireNonNull(logical) : old;
            return new Element(name, physical, length, repetition, children, isGroup, annotation);
        }
    }
}
